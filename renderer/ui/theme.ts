import { createTheme, type Theme } from '@mui/material/styles';

declare module '@mui/material/styles' {
  interface Palette {
    surface: Surface;
  }
  interface PaletteOptions {
    surface: Surface;
  }
}
type Surface = { danger: string; warning: string; success: string; info: string; selected: string; hover: string };

/**
 * Colours are the values of the KERN design system's tokens (KERN-UX, EUPL-1.2): text, action, feedback and layout roles
 * in both schemes, converted from oklch to sRGB. Steps of equal number have equal contrast.
 */
const kern = {
  light: {
    action: '#2044aa',
    onAction: '#ffffff',
    text: '#131525',
    muted: '#51577a',
    danger: '#c31c13',
    warning: '#925400',
    success: '#007155',
    info: '#006b8c',
    window: '#f3f4f7',
    pane: '#ffffff',
    line: '#c0c3d5',
    surface: {
      danger: '#fee4e0',
      warning: '#ffe7b6',
      success: '#cdf2e4',
      info: '#c0f3ff',
      selected: '#e5ebf7',
      hover: '#f3f4f7',
    },
  },
  dark: {
    action: '#97afe1',
    onAction: '#000000',
    text: '#f3f4f7',
    muted: '#b2b6cc',
    danger: '#ea7060',
    warning: '#d58100',
    success: '#16a884',
    info: '#00a1cd',
    window: '#131525',
    pane: '#1d2034',
    line: '#454b6b',
    surface: {
      danger: '#4c0000',
      warning: '#351b00',
      success: '#00271b',
      info: '#002533',
      selected: '#272a42',
      hover: '#222539',
    },
  },
} as const;

const scheme = (tokens: (typeof kern)['light'] | (typeof kern)['dark']) => ({
  palette: {
    primary: { main: tokens.action, contrastText: tokens.onAction },
    secondary: { main: tokens.muted, contrastText: tokens.pane },
    error: { main: tokens.danger, contrastText: tokens.onAction },
    warning: { main: tokens.warning, contrastText: tokens.onAction },
    success: { main: tokens.success, contrastText: tokens.onAction },
    info: { main: tokens.info, contrastText: tokens.onAction },
    text: { primary: tokens.text, secondary: tokens.muted },
    background: { default: tokens.window, paper: tokens.pane },
    divider: tokens.line,
    surface: tokens.surface,
  },
});

const line = (size: number, height: number, weight = 400) => ({
  fontSize: `${size / 16}rem`,
  lineHeight: `${height / 16}rem`,
  fontWeight: weight,
  letterSpacing: 0,
});

/** The workplace's look for MUI: KERN colours, Noto Sans 14/20, 4 px grid, radius 4, nothing floats but menus and dialogs. */
export const createDeskTheme = (): Theme =>
  createTheme({
    cssVariables: { colorSchemeSelector: '[data-color-scheme="%s"]' },
    colorSchemes: { light: scheme(kern.light), dark: scheme(kern.dark) },
    spacing: 4,
    shape: { borderRadius: 4 },
    typography: {
      fontFamily: "'Noto Sans', sans-serif",
      fontWeightMedium: 600,
      h1: line(20, 28, 600),
      h2: line(16, 24, 600),
      h3: line(14, 20, 600),
      body1: line(14, 20),
      body2: line(14, 20),
      subtitle1: line(14, 20, 600),
      subtitle2: line(12, 16, 600),
      caption: line(12, 16),
      overline: { ...line(12, 16, 600), textTransform: 'none' },
      button: { ...line(14, 20, 600), textTransform: 'none' },
    },
    transitions: { create: () => 'none' },
    components: {
      MuiButtonBase: { defaultProps: { disableRipple: true } },
      MuiButton: {
        defaultProps: { disableElevation: true, size: 'small' },
        styleOverrides: { root: { minHeight: 32, paddingInline: 12, whiteSpace: 'nowrap' } },
      },
      MuiIconButton: { defaultProps: { size: 'small' } },
      MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
      MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
      MuiInputBase: { styleOverrides: { root: { fontSize: '0.875rem' } } },
      MuiFormControl: { defaultProps: { size: 'small' } },
      MuiFormHelperText: { styleOverrides: { root: { marginInline: 0 } } },
      MuiMenuItem: { styleOverrides: { root: { minHeight: 32, fontSize: '0.875rem', gap: 8 } } },
      MuiChip: { defaultProps: { size: 'small' } },
      MuiTooltip: { defaultProps: { enterDelay: 400, disableInteractive: false } },
      MuiDialog: { defaultProps: { transitionDuration: 0 } },
      MuiMenu: { defaultProps: { transitionDuration: 0 } },
      MuiPopover: { defaultProps: { transitionDuration: 0 } },
      MuiLink: { defaultProps: { underline: 'always' } },
    },
  });
