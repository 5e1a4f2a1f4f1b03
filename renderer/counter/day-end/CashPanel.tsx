/** Money of the day, counted by each person: typed twice, the difference from what was recorded shown. It never blocks the closing of others. */
import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { DayCash } from '#shared/contract/day-end.ts';
import { formatVnd } from '#shared/domain/fee/vnd.ts';
import { failureOf, useApi } from '../../bridge/index.ts';
import { failureWords } from '../../ui/bars/failure-words.ts';
import { countedTwice, hasTill } from './money.ts';
import { dayKey } from './use-day-end.ts';

export function CashPanel({ cash }: { readonly cash: readonly DayCash[] }) {
  const { t } = useTranslation();
  return (
    <section className="mc-panel mc-cash" aria-label={t('dayEnd.cash.title')}>
      <h2 className="mc-panel-title">
        {t('dayEnd.cash.title')} <span className="mc-muted">{t('dayEnd.cash.twice')}</span>
      </h2>
      {cash.map((one) => (
        <CashLine key={one.personId} cash={one} />
      ))}
    </section>
  );
}

function CashLine({ cash }: { readonly cash: DayCash }) {
  const { t } = useTranslation();
  const [again, setAgain] = useState(false);
  const { fullName, takenVnd, refundedVnd, countedVnd } = cash;
  return (
    <div className="mc-cash-line">
      <div>
        <b>{fullName}</b>
        <small className="mc-muted">{takenWords(cash, t)}</small>
      </div>
      {!hasTill(cash) ? (
        <p className="mc-cash-counted">{t('dayEnd.cash.onlyRefunded', { amount: formatVnd(refundedVnd) })}</p>
      ) : countedVnd === null || again ? (
        <CashFields
          cash={cash}
          onCounted={() => {
            setAgain(false);
          }}
        />
      ) : (
        <p className="mc-cash-counted">
          {t('dayEnd.cash.counted', { amount: formatVnd(countedVnd) })} <Difference takenVnd={takenVnd} countedVnd={countedVnd} />
          <button
            type="button"
            className="mc-link"
            onClick={() => {
              setAgain(true);
            }}
          >
            {t('dayEnd.cash.again')}
          </button>
        </p>
      )}
    </div>
  );
}

/** What has to be there, and that some of it was given back. */
function takenWords({ takenVnd, refundedVnd }: DayCash, t: TFunction): string {
  if (refundedVnd === 0) return t('dayEnd.cash.taken', { amount: formatVnd(takenVnd) });
  const amounts = { amount: formatVnd(takenVnd), taken: formatVnd(takenVnd + refundedVnd), refunded: formatVnd(refundedVnd) };
  return t('dayEnd.cash.takenLess', amounts);
}

function Difference({ takenVnd, countedVnd }: { readonly takenVnd: number; readonly countedVnd: number }) {
  const { t } = useTranslation();
  const off = countedVnd - takenVnd;
  if (off === 0) return <span className="mc-cash-even">{t('dayEnd.cash.even')}</span>;
  return (
    <strong className="mc-cash-off">{t(off > 0 ? 'dayEnd.cash.over' : 'dayEnd.cash.short', { amount: formatVnd(Math.abs(off)) })}</strong>
  );
}

function CashFields({ cash: { personId, fullName }, onCounted }: { readonly cash: DayCash; readonly onCounted: () => void }) {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const [typed, setTyped] = useState({ first: '', second: '' });
  const [left, setLeft] = useState(false);
  const count = useMutation({
    mutationFn: (countedVnd: number) => api.dayEnd.count({ personId, countedVnd }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: dayKey });
      onCounted();
    },
  });
  const counted = countedTwice(typed.first, typed.second);
  const settle = () => {
    setLeft(true);
    if (counted.kind === 'counted' && !count.isPending) count.mutate(counted.vnd);
  };
  const wrong = left && (counted.kind === 'differs' || counted.kind === 'unread') ? t(`dayEnd.cash.${counted.kind}`) : undefined;
  const failed = count.error === null ? undefined : failureWords(failureOf(count.error), t).title;
  const toNext = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    focusNext(event.currentTarget);
  };
  const field = (name: 'first' | 'second') => ({
    id: `cash-${name}-${personId}`,
    label: t(`dayEnd.cash.${name}`),
    'aria-label': t('dayEnd.cash.field', { which: t(`dayEnd.cash.${name}`), name: fullName }),
    value: typed[name],
    inputMode: 'numeric' as const,
    autoComplete: 'off',
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      setLeft(false);
      setTyped({ ...typed, [name]: event.target.value });
    },
    onKeyDown: toNext,
  });
  return (
    <div className="mc-cash-fields">
      <TextInput {...field('first')} />
      <TextInput {...field('second')} error={wrong ?? failed} onBlur={settle} />
    </div>
  );
}

/** Leaving the last field writes the count down. */
function focusNext(field: HTMLInputElement): void {
  const fields = [...document.querySelectorAll<HTMLElement>('.mc-cash-fields input, .mc-problems')];
  const next = fields[fields.indexOf(field) + 1];
  if (next === undefined) field.blur();
  else next.focus();
}

/** Puts the hands where this person's money is to be counted; false when nothing is left to count. */
export function focusCash(personId: string): boolean {
  const field = document.getElementById(`cash-first-${personId}`);
  field?.focus();
  return field !== null;
}
