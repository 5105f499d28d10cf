import { makeLocale } from './translate.ts'
import { portal } from './zh-CN/portal.ts'

/** The public page's words. */
export const { useT, setLanguage, start } = makeLocale(portal, () =>
  import('./en/portal.ts').then((module) => module.portal),
)
