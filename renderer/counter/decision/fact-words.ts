/** The facts of a story in words, and what a story is called. */
import type { TFunction } from 'i18next';
import type { Decision, FactName, Story } from '#shared/contract/decision.ts';
import { formatVnd } from '#shared/domain/fee/vnd.ts';
import { dateText, instantText } from '../../ui/format.ts';

export function factWords(name: FactName, value: string | null, names: Decision['names'], t: TFunction): string {
  if (value === null) return '–';
  switch (name) {
    case 'status':
      return t(`dossier.status.${value}`);
    case 'delivery':
      return t(`dossier.delivery.${value}`);
    case 'result':
      return t(`dossier.steps.options.result.${value}`);
    case 'fee': {
      const [state = '', amount = '0'] = value.split(' ');
      return t(`dossier.fee.${state}`, { amount: formatVnd(Number(amount)) });
    }
    case 'dueAt':
      return instantText(value);
    case 'dateOfBirth':
      return dateText(value);
    case 'holder':
      return names[value] ?? t('dossier.unknownPerson');
    default:
      return value;
  }
}

/** "Bản Quầy 1": by its counter where that tells it from the others, never as old or new. */
export function storyName(story: Pick<Story, 'storyId' | 'counterNo'>, all: readonly Pick<Story, 'counterNo'>[], t: TFunction): string {
  const { storyId, counterNo } = story;
  if (counterNo !== null && storyId !== 'without' && all.filter((other) => other.counterNo === counterNo).length === 1)
    return t('decision.ofCounter', { counterNo });
  return t(storyId === 'holds' || storyId === 'without' ? `decision.name.${storyId}` : 'decision.name.waits');
}

/** A story's name after a verb: "Giữ bản Quầy 1". */
export function inSentence(name: string): string {
  return name.slice(0, 1).toLocaleLowerCase('vi') + name.slice(1);
}

/** Facts that all stories share, for the one folded line. */
export function sharedFacts({ stories, differing }: Pick<Decision, 'stories' | 'differing'>): readonly FactName[] {
  const [first] = stories;
  if (first === undefined) return [];
  return (Object.keys(first.facts) as FactName[]).filter((name) => first.facts[name] !== null && !differing.includes(name));
}
