/** On which sheet, and on one side or two. */
import { SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperLayout } from '#shared/contract/paper.ts';
import { isDuplex, layoutOf, sheetOf, sheets } from './paper-layout.ts';

export type LayoutChoiceProps = {
  readonly className: string;
  readonly layout: PaperLayout;
  /** Only to be looked at. */
  readonly readOnly?: boolean;
  readonly onLayout: (layout: PaperLayout) => void;
};

const sides = ['one', 'two'] as const;

export function LayoutChoice({ className, layout, readOnly = false, onLayout }: LayoutChoiceProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className={className}>
      <div>
        <div className="mc-field-label" id={`${id}-sheet`}>
          {t('printing.sheet')}
        </div>
        <SegmentedControl
          aria-labelledby={`${id}-sheet`}
          readOnly={readOnly}
          value={sheetOf(layout)}
          data={sheets.map((sheet) => ({ value: sheet, label: t(`printing.sheets.${sheet}`) }))}
          onChange={(sheet) => {
            onLayout(layoutOf(sheet, isDuplex(layout)));
          }}
        />
      </div>
      <div>
        <div className="mc-field-label" id={`${id}-sides`}>
          {t('printing.sides')}
        </div>
        <SegmentedControl
          aria-labelledby={`${id}-sides`}
          readOnly={readOnly}
          value={isDuplex(layout) ? 'two' : 'one'}
          data={sides.map((side) => ({ value: side, label: t(`printing.side.${side}`) }))}
          onChange={(side) => {
            onLayout(layoutOf(sheetOf(layout), side === 'two'));
          }}
        />
      </div>
    </div>
  );
}
