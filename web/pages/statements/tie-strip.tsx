import type { ReactElement } from 'react'
import { useT } from '../../locale/statements.ts'
import { say } from '../../locale/translate.ts'
import { Icon } from '../../ui/icon.tsx'
import { Tag } from '../../ui/page.tsx'
import type { Finding } from './words.ts'

const fails = (finding: Finding): boolean => finding.outcome !== 'passes'

/** How the statements tie, in one line; what does not tie stands open below it. */
export function TieStrip({ findings }: { findings: readonly Finding[] }): ReactElement {
  const t = useT()
  const bad = findings.filter(fails)
  const good = findings.filter((finding) => !fails(finding))
  const block = bad.filter(({ severity }) => severity === 'block').length
  return (
    <section
      className={`tie-strip notice ${bad.length === 0 ? 'notice-pass' : block > 0 ? 'notice-fail' : 'notice-depends'}`}
      aria-label={t('st.checks')}
    >
      <div>
        <strong>
          <Icon name={bad.length === 0 ? 'passes' : block > 0 ? 'fails' : 'depends'} size={17} />{' '}
          {bad.length === 0
            ? t('st.checksGood', { n: findings.length })
            : t('st.checksBad', { n: findings.length, block, warn: bad.length - block })}
        </strong>
        {bad.length === 0 ? null : <TieList findings={bad} />}
        <details>
          <summary>{t('st.showGood', { n: good.length })}</summary>
          <TieList findings={good} />
        </details>
      </div>
    </section>
  )
}

/** Each check with both numbers, where they were read and what to look at. */
export function TieList({ findings }: { findings: readonly Finding[] }): ReactElement {
  const t = useT()
  return (
    <ul className="tie-list">
      {findings.map((finding, i) => (
        <li key={`${finding.rule}${i}`}>
          {fails(finding) ? (
            <Tag tone={finding.severity === 'block' ? 'fail' : 'depends'}>
              {t(finding.severity === 'block' ? 'st.mustTie' : 'st.explain')}
            </Tag>
          ) : (
            <Tag tone="pass">{t('st.ties')}</Tag>
          )}
          <span>{say(finding.text)}</span>
          <span className="muted small">
            {t('st.basis')} {finding.source}
          </span>
        </li>
      ))}
    </ul>
  )
}
