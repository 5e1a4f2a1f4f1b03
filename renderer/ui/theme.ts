/** Mantine told about our tokens: one accent, four radii and spacings, inputs of 38 px, and no motion longer than 150 ms. */
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple, type MantineThemeOverride, rem } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#E3F1F3',
  '#CFE6EB',
  '#A9D1DA',
  '#74B4C3',
  '#4A91A3',
  '#2A879D',
  '#0E6F86',
  '#0B5D70',
  '#094A5A',
  '#0A2F38',
];
const fontFamily = "'Mot Cua Digits', 'Be Vietnam Pro', 'Segoe UI', sans-serif";
const field = { label: 'mc-field-label', input: 'mc-input', error: 'mc-field-error', description: 'mc-field-note' };
const inputProps = {
  classNames: field,
  inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
};
const listProps = {
  ...inputProps,
  classNames: { ...field, dropdown: 'mc-dropdown', option: 'mc-option' },
  comboboxProps: { transitionProps: { duration: 0 }, shadow: 'none' },
};

export const theme: MantineThemeOverride = createTheme({
  primaryColor: 'petrol',
  primaryShade: 7,
  colors: { petrol },
  white: '#FFFFFF',
  black: '#14252B',
  fontFamily,
  fontFamilyMonospace: fontFamily,
  fontSizes: { xs: rem(13), sm: rem(14), md: rem(15), lg: rem(17), xl: rem(20) },
  lineHeights: { xs: '1.4', sm: '1.4', md: '1.4', lg: '1.4', xl: '1.25' },
  headings: {
    fontFamily,
    fontWeight: '600',
    sizes: { h1: { fontSize: rem(20), lineHeight: '1.25' }, h2: { fontSize: rem(15), lineHeight: '1.25' } },
  },
  spacing: { xs: rem(4), sm: rem(8), md: rem(12), lg: rem(16), xl: rem(24) },
  radius: { xs: rem(4), sm: rem(4), md: rem(4), lg: rem(6), xl: rem(6) },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'never',
  respectReducedMotion: true,
  components: {
    TextInput: { defaultProps: inputProps },
    Textarea: { defaultProps: inputProps },
    NumberInput: { defaultProps: inputProps },
    PasswordInput: { defaultProps: { classNames: { ...field, innerInput: 'mc-input-inner' } } },
    Select: { defaultProps: listProps },
    Autocomplete: { defaultProps: listProps },
    SegmentedControl: {
      defaultProps: {
        classNames: { root: 'mc-seg', control: 'mc-seg-control', label: 'mc-seg-label', indicator: 'mc-seg-indicator' },
        transitionDuration: 0,
        withItemsBorders: false,
        fullWidth: true,
      },
    },
    Menu: { defaultProps: { classNames: { dropdown: 'mc-dropdown', item: 'mc-option' }, transitionProps: { duration: 0 } } },
    Button: { defaultProps: { classNames: { root: 'mc-button' } } },
    Checkbox: { defaultProps: { classNames: { input: 'mc-tick' } } },
    Modal: { defaultProps: { centered: true, radius: 'lg', transitionProps: { duration: 0 }, withCloseButton: false } },
    Spotlight: { defaultProps: { transitionProps: { duration: 0 } } },
    Tooltip: { defaultProps: { transitionProps: { duration: 0 } } },
  },
});

/** Mantine's own colours point to the tokens, so that one sheet holds them. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': 'var(--mc-text)',
    '--mantine-color-body': 'var(--mc-panel)',
    '--mantine-color-dimmed': 'var(--mc-muted)',
    '--mantine-color-error': 'var(--mc-overdue)',
    '--mantine-color-placeholder': 'var(--mc-disabled)',
    '--mantine-color-default-border': 'var(--mc-line)',
    '--mantine-color-anchor': 'var(--mc-petrol-7)',
  },
  dark: {},
});
