/** The procedure's other processing times: the case is chosen beside the time it changes. */
import { Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import { limitText } from './limit-text.ts';
import { usePatch } from './reception-store.ts';

export type VariantMenuProps = {
  readonly procedure: Procedure;
  /** Index into the variants; null is the ordinary case. */
  readonly chosen: number | null;
};

export function VariantMenu({ procedure: { processingTime, variants }, chosen }: VariantMenuProps) {
  const { t } = useTranslation();
  const patch = usePatch();
  const cases = [
    { index: null, name: t('reception.variant.ordinary'), time: limitText(processingTime, null, t) },
    ...variants.map((variant, index) => ({
      index,
      name: variant.when,
      time: limitText(variant.processingTime ?? processingTime, variant.extraWorkingDays, t),
    })),
  ];
  const time = cases.find(({ index }) => index === chosen)?.time ?? '';
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }} width={420}>
      <Menu.Target>
        <button type="button" className="mc-variant" aria-label={t('reception.variant.label', { time })}>
          <span className="mc-cut">{time}</span>
          <IconChevronDown size={14} stroke={1.9} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {cases.map(({ index, name, time: ofCase }) => (
          <Menu.Item
            key={name}
            role="menuitemradio"
            aria-checked={index === chosen}
            rightSection={<span className="mc-s mc-muted">{ofCase}</span>}
            onClick={() => {
              patch({ variant: index });
            }}
          >
            {index === chosen ? '✓ ' : ''}
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
