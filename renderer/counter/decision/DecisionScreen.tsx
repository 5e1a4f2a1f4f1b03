/** Two true stories of one dossier: laid side by side, one chosen by a person with a reason, the rest done again by one key. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision, Redo } from '#shared/contract/decision.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { shortCode } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { StatusMark } from '../../ui/status/StatusBadge.tsx';
import { actWords } from '../dossiers/act-words.ts';
import { useMay } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { Screen } from '../frame/Screen.tsx';
import { Choice } from './Choice.tsx';
import { inSentence, storyName } from './fact-words.ts';
import { KeptStory } from './Kept.tsx';
import { Redos } from './Redos.tsx';
import { Stories } from './Stories.tsx';
import { type DecisionJob, useDecision } from './use-decision.ts';
import '../dossiers/dossiers.css';
import './decision.css';

export function DecisionScreen({ dossierId }: { readonly dossierId: string }) {
  const { t } = useTranslation();
  const job = useDecision(dossierId);
  const { decision } = job;
  const maySettle = useMay('dossier.resolve');
  const go = useNavigation((navigation) => navigation.go);
  const reason = useRef<HTMLTextAreaElement>(null);
  const open = (decision?.stories.length ?? 0) > 0;
  useKeys([
    {
      combo: 'Esc',
      label: t('decision.keys.back'),
      run: () => {
        go({ screen: 'dossier', dossierId });
      },
    },
    { combo: 'F5', label: t('dossiers.keys.refresh'), run: job.refresh, inBar: false },
    ...(open && maySettle
      ? ([
          {
            combo: 'Left',
            label: t('decision.keys.choose'),
            run: () => {
              job.turn(-1);
            },
            inFields: false,
          },
          {
            combo: 'Right',
            label: t('decision.keys.choose'),
            run: () => {
              job.turn(1);
            },
            inFields: false,
            inBar: false,
          },
          {
            combo: 'Enter',
            label: t('decision.keys.reason'),
            run: () => {
              reason.current?.focus();
            },
            inFields: false,
          },
        ] as const)
      : []),
  ]);
  return (
    <Screen
      verb={
        decision === undefined ? null : (
          <DecisionVerb
            job={job}
            decision={decision}
            onGap={() => {
              reason.current?.focus();
            }}
          />
        )
      }
      bars={job.failure === null ? null : <ErrorBar failure={job.failure} onDismiss={job.dismiss} />}
    >
      {decision === undefined ? (
        <h1 className="mc-visually-hidden">{t('decision.title')}</h1>
      ) : (
        <Opened job={job} decision={decision} maySettle={maySettle} reason={reason} />
      )}
    </Screen>
  );
}

type OpenedProps = {
  readonly job: DecisionJob;
  readonly decision: Decision;
  readonly maySettle: boolean;
  readonly reason: React.RefObject<HTMLTextAreaElement | null>;
};

function Opened({ job, decision, maySettle, reason }: OpenedProps) {
  const { t } = useTranslation();
  const { stories, differing, whys } = decision;
  const work = useRef<HTMLDivElement>(null);
  useEffect(() => {
    work.current?.focus();
  }, []);
  return (
    <>
      <section className="mc-panel mc-decision-head">
        <StatusMark look={stories.length === 0 ? 'done' : 'decide'}>
          {t(stories.length === 0 ? 'decision.settled' : 'status.needsDecision')}
        </StatusMark>
        <h1 className="mc-cut">{[decision.applicantName, decision.procedureName].filter((part) => part !== '').join(' – ')}</h1>
        <span className="mc-muted mc-nowrap">{decision.dossierCode === null ? '' : shortCode(decision.dossierCode)}</span>
        {stories.length === 0 ? null : (
          <p>
            {t(differing.length === 0 ? 'decision.alike' : 'decision.differs', {
              count: differing.length,
              facts: differing.map((name) => t(`decision.facts.${name}`).toLocaleLowerCase('vi')).join(', '),
            })}{' '}
            <span className="mc-muted">{[...new Set(whys)].map((why) => t(`why.${why}`)).join(' ')}</span>
          </p>
        )}
      </section>
      {stories.length === 0 ? null : (
        <div className="mc-decision-cols" ref={work} tabIndex={-1}>
          <Stories decision={decision} chosenId={job.chosen?.storyId ?? null} mayChoose={maySettle} onChoose={job.choose} />
          <Choice job={job} decision={decision} maySettle={maySettle} reason={reason} />
        </div>
      )}
      {job.kept === undefined ? null : <KeptStory kept={job.kept} />}
      <Redos decision={decision} busy={job.busy} onRedo={job.redo} />
    </>
  );
}

type VerbProps = { readonly job: DecisionJob; readonly decision: Decision; readonly onGap: () => void };

function DecisionVerb({ job, decision, onGap }: VerbProps) {
  const { t } = useTranslation();
  const go = useNavigation((navigation) => navigation.go);
  const maySettle = useMay('dossier.resolve');
  const waitingFor = job.busy ? t('dossier.steps.recording') : undefined;
  const next = nextRedo(decision);
  if (decision.stories.length === 0) {
    // A second F9 must not undo what the first has chosen: the paper comes next, what was set aside has its own keys.
    if (job.kept?.story.printAgain === true)
      return (
        <F9Button
          label={t('decision.verb.print')}
          onPress={() => {
            go({ screen: 'dossier', dossierId: decision.dossierId, ask: 'print' });
          }}
        />
      );
    if (next === undefined)
      return (
        <F9Button
          label={t('decision.verb.open')}
          onPress={() => {
            go({ screen: 'dossier', dossierId: decision.dossierId });
          }}
        />
      );
    return (
      <F9Button
        label={t('decision.verb.redo', { act: actWords({ ...next.act, effect: 'applied' }, decision, t).title })}
        onPress={() => {
          job.redo(next);
        }}
        waitingFor={waitingFor}
      />
    );
  }
  if (!maySettle) return null;
  const { chosen } = job;
  const press = () => {
    if (job.settle() === 'reason') onGap();
  };
  const label =
    chosen === undefined
      ? t('decision.verb.none')
      : t(chosen.storyId === 'without' ? 'decision.verb.without' : 'decision.verb.keep', {
          name: inSentence(storyName(chosen, decision.stories, t)),
        });
  const hint = chosen === undefined ? t('decision.verb.choose') : job.reason.trim() === '' ? t('decision.verb.reason') : undefined;
  return <F9Button label={label} onPress={press} hint={hint} waitingFor={waitingFor} />;
}

function nextRedo({ redo }: Decision): Redo | undefined {
  return redo.find(({ done, step }) => !done && step.allowed);
}
