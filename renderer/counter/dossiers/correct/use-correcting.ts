/** A correction as it is typed: what it changes once the hand rests, what still keeps F9 from making it, and making it once. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CorrectionForm, CorrectionPreview } from '#shared/contract/correction.ts';
import { type CallFailure, failureOf, useApi } from '../../../bridge/index.ts';
import { useDebounced } from '../../../ui/use-debounced.ts';
import { useToday } from '../../frame/desk.ts';
import { keptTyping, useSayKept } from '../../frame/kept-typing.ts';
import { gapsOf, inputOf, type Typed, typedOf } from './typed.ts';
import { useCorrection } from './use-correction.ts';

const typingMs = 300;

/** A correction begun, with the dossier as it was read then: what others recorded since is refused by the app and not overwritten unseen. */
type Begun = { readonly form: CorrectionForm; readonly typed: Typed };

const isChanged = ({ form, typed }: Begun): boolean => JSON.stringify(typed) !== JSON.stringify(typedOf(form));
const useCorrectionTyping = keptTyping<Begun | null>(null, (begun) => begun !== null && isChanged(begun));

export type Correcting = {
  readonly form: CorrectionForm;
  readonly typed: Typed;
  readonly today: string;
  readonly put: (change: Partial<Typed>) => void;
  /** Something was typed that leaving would lose. */
  readonly dirty: boolean;
  /** What was typed is given up. */
  readonly discard: () => void;
  /** Fields with something missing, once F9 has asked. */
  readonly gaps: readonly string[];
  /** What the correction as typed a moment ago changes; the last readable one's paper stays meanwhile. */
  readonly preview: CorrectionPreview | undefined;
  readonly pages: readonly string[];
  readonly hint: string | undefined;
  readonly waitingFor: string | undefined;
  readonly failure: CallFailure | null;
  readonly dismiss: () => void;
  /** F9. `gap`: the field that keeps it from being made; null and not `made`: the app refused, or nothing was changed. */
  readonly make: () => Promise<{ readonly made: boolean; readonly gap: string | null }>;
};

/** `onDone` hears whether a new receipt is to be printed. */
export function useCorrecting(asRead: CorrectionForm, onDone: (receiptDue: boolean) => void): Correcting {
  const { t } = useTranslation();
  const today = useToday();
  const { typed: begun, put, forget } = useCorrectionTyping(asRead.dossierId);
  const [fresh] = useState(() => ({ form: asRead, typed: typedOf(asRead) }));
  const now = begun ?? fresh;
  const { form, typed } = now;
  useSayKept(isChanged(now));
  const [asked, setAsked] = useState(false);
  const making = useCorrection(form, (receiptDue) => {
    forget();
    onDone(receiptDue);
  });
  const settled = useDebounced(typed, typingMs);
  const correction = inputOf(settled, form, today);
  const readable = gapsOf(settled, today).length === 0;
  const preview = usePreview(form, { correction, reason: settled.reason, readable });
  // What is on screen is what F9 makes: a field typed a moment ago has to be in the preview first.
  const shown = settled === typed && readable && !preview.isPlaceholderData ? preview.data : undefined;
  const gaps = gapsOf(typed, today);
  const lacking = [...gaps, ...(typed.reason.trim() === '' ? ['reason'] : [])];
  const unchanged = shown !== undefined && shown.changes.length === 0;
  const waits = lacking.length === 0 && shown === undefined && preview.error === null;
  return {
    form,
    typed,
    today,
    put: (change) => {
      put((before) => {
        const from = before ?? fresh;
        return { ...from, typed: { ...from.typed, ...change } };
      });
    },
    dirty: isChanged(now),
    discard: forget,
    gaps: asked ? lacking : [],
    preview: readable ? preview.data : undefined,
    pages: preview.data?.pages ?? [],
    hint: lacking.length > 0 ? t('dossier.steps.gaps', { count: lacking.length }) : unchanged ? t('correction.none') : undefined,
    waitingFor: making.busy ? t('dossier.steps.recording') : waits ? t('correction.comparing') : undefined,
    failure: making.failure ?? (preview.error === null ? null : failureOf(preview.error)),
    dismiss: making.dismiss,
    make: async () => {
      setAsked(true);
      const [gap = null] = lacking;
      if (gap !== null || shown === undefined || unchanged) return { made: false, gap };
      return { made: await making.make(correction, typed.reason.trim(), shown.due?.after.dueAt ?? null), gap };
    },
  };
}

type Asked = { readonly correction: ReturnType<typeof inputOf>; readonly reason: string; readonly readable: boolean };

function usePreview({ dossierId, basedOn }: CorrectionForm, { correction, reason, readable }: Asked) {
  const api = useApi();
  return useQuery({
    queryKey: ['correction', 'preview', basedOn, correction, reason],
    queryFn: ({ signal }) => api.correction.preview({ dossierId, correction, reason: reason.trim() }, { signal }),
    enabled: readable,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}
