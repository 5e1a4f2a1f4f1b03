/** The wizard's page: mark, what this step is for, its fields, and the verb bottom right. Enter goes to the next field here too. */
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../frame/Mark.tsx';
import { Screen } from '../frame/Screen.tsx';
import { focusNextField } from '../reception/next-field.ts';
import '../frame/full-page.css';
import './set-up.css';

export type SetUpFrameProps = {
  readonly title: string;
  readonly words: string;
  /** Of three; none outside the wizard. */
  readonly step?: number;
  readonly form: RefObject<HTMLDivElement | null>;
  readonly verb: ReactNode;
  readonly bars?: ReactNode;
  readonly children: ReactNode;
};

export function SetUpFrame({ title, words, step, form, verb, bars, children }: SetUpFrameProps) {
  const { t } = useTranslation();
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input')?.focus();
  }, [form]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (
      event.key !== 'Enter' ||
      event.nativeEvent.isComposing ||
      event.ctrlKey ||
      !(event.target instanceof HTMLInputElement) ||
      form.current === null
    )
      return;
    event.preventDefault();
    focusNextField(form.current, event.target);
  };
  return (
    <div className="mc-frame">
      <header className="mc-header">
        <div className="mc-brand">
          <Mark />
          {t('frame.brand')}
        </div>
      </header>
      <Screen verb={verb} bars={bars}>
        <div className="mc-set-up" ref={form} onKeyDown={onKeyDown}>
          {step === undefined ? null : <p className="mc-s mc-muted">{t('setUp.step', { step })}</p>}
          <h1 className="mc-full-title">{title}</h1>
          <p className="mc-set-up-words">{words}</p>
          {children}
        </div>
      </Screen>
    </div>
  );
}
