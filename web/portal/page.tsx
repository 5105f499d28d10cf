import type { ReactElement } from 'react'
import { setLanguage, useT } from '../locale/portal.ts'
import { useLanguage } from '../locale/translate.ts'
import { Mark } from '../ui/line.tsx'
import { Apportion } from './apportion.tsx'
import { CheckCodes } from './check-codes.tsx'
import { PublicCases } from './public-cases.tsx'
import { VerifySlip } from './verify-slip.tsx'

/** The door without a lock: what anybody may compute, and the ways in. */
export function Portal(): ReactElement {
  const t = useT()
  const other = useLanguage() === 'zh' ? 'en' : 'zh'
  return (
    <>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <header className="portal-top">
        <Mark size={40} />
        <div>
          <strong>{t('title')}</strong>
          <span>{t('subtitle')}</span>
        </div>
        <nav aria-label={t('signIn')}>
          <a href="/">{t('signIn')}</a>
          <a href="/m">{t('member')}</a>
          <button
            type="button"
            lang={other === 'en' ? 'en' : 'zh-CN'}
            onClick={() => void setLanguage(other)}
          >
            {t('language')}
          </button>
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        <h1>{t('heading')}</h1>
        <p className="portal-sentence">{t('sentence')}</p>
        <PublicCases />
        <VerifySlip />
        <CheckCodes />
        <Apportion />
      </main>
      <footer className="portal-foot">{t('foot')}</footer>
    </>
  )
}
