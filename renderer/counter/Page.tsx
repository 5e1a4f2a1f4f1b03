/** Everything the screens stand on: look, words, calls, queries. The double of the tests mounts this with its own `api`. */
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/fields.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { ApiContext, type CounterApi, type Keeper } from '../bridge/index.ts';
import { makeWords } from '../ui/i18n.ts';
import { cssVariables, theme } from '../ui/theme.ts';
import { App } from './App.tsx';
import { KeeperContext } from './frame/line-state.ts';
import { recallLanguage } from './frame/language.ts';

export type PageProps = { readonly keeper: Keeper; readonly api: CounterApi; readonly nonce: string };

export function Page({ keeper, api, nonce }: PageProps) {
  const [words] = useState(() => makeWords(recallLanguage()));
  // Answers come from this machine: a failed one says something, and asking again by itself would only hide it.
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { retry: false, refetchOnWindowFocus: false, networkMode: 'always', staleTime: 0 },
          mutations: { networkMode: 'always' },
        },
      }),
  );
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="light"
      forceColorScheme="light"
      getStyleNonce={() => nonce}
    >
      <I18nextProvider i18n={words}>
        <QueryClientProvider client={queries}>
          <KeeperContext value={keeper}>
            <ApiContext value={api}>
              <Notifications position="top-right" autoClose={5000} limit={3} />
              <App />
            </ApiContext>
          </KeeperContext>
        </QueryClientProvider>
      </I18nextProvider>
    </MantineProvider>
  );
}
