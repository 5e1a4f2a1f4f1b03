/** The right side: the slip, live, on the paper it will be printed on. */
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DaySlipLayout } from '#shared/forms/day-slip.ts';
import { PaperPane } from '../../ui/paper/PaperPane.tsx';
import type { SlipJob } from './use-slip.ts';

export function SlipSide({ slip }: { readonly slip: SlipJob }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="mc-slip-layout">
        <SegmentedControl
          aria-label={t('dayEnd.slip.layout')}
          value={slip.layout}
          onChange={(layout) => {
            slip.put(DaySlipLayout.parse(layout));
          }}
          data={DaySlipLayout.options.map((value) => ({ value, label: t(`dayEnd.slip.${value}`) }))}
        />
      </div>
      <PaperPane pages={slip.pages} label={t('dayEnd.slip.preview')} size={slip.layout === 'a5' ? 'a5' : 'slip'} leaving={slip.busy} />
    </>
  );
}
