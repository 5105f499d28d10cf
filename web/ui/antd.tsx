import { ConfigProvider, theme as antdTheme, type ThemeConfig } from 'antd'
import type { ReactElement, ReactNode } from 'react'
import { useSettings } from '../settings.ts'

/* The only file that dresses antd: its tokens follow ours, so that its tables look like the rest of the desk. */

function themeOf(dark: boolean, compact: boolean): ThemeConfig {
  const base = dark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm
  return {
    algorithm: base,
    token: {
      colorPrimary: dark ? '#c8372e' : '#b3261e',
      colorText: dark ? '#e9e9e7' : '#1b1d1f',
      colorTextSecondary: dark ? '#a7abb1' : '#55595f',
      colorTextPlaceholder: dark ? '#8d9299' : '#6b7077',
      colorBgContainer: dark ? '#1c1e21' : '#ffffff',
      colorBgElevated: dark ? '#212427' : '#ffffff',
      colorBorder: dark ? '#474b50' : '#cbcbc6',
      colorBorderSecondary: dark ? '#303337' : '#e2e2de',
      borderRadius: 6,
      fontSize: compact ? 13 : 14,
      fontFamily: 'var(--font)',
      motion: false,
      wireframe: false,
    },
    components: {
      Table: {
        headerBg: dark ? '#212427' : '#fafaf9',
        headerColor: dark ? '#a7abb1' : '#55595f',
        headerSplitColor: 'transparent',
        bodySortBg: 'transparent',
        rowHoverBg: dark ? '#24272b' : '#f8f8f6',
        cellPaddingBlockMD: compact ? 4 : 8,
        cellPaddingInlineMD: 10,
      },
    },
  }
}

/** Everything of antd stands inside this. */
export function Antd({ children }: { children: ReactNode }): ReactElement {
  const { theme, density } = useSettings()
  return (
    <ConfigProvider
      theme={themeOf(theme === 'dark', density === 'compact')}
      wave={{ disabled: true }}
    >
      {children}
    </ConfigProvider>
  )
}
