import type { ReactElement } from 'react'
import { useT } from '../locale/phone.ts'
import { say } from '../locale/translate.ts'
import { Verdict } from '../ui/verdict.tsx'
import { useHome } from './member.ts'
import { Sub } from './parts.tsx'

/** What the rules say of my co-ops: a member may know. */
export function RulesPage(): ReactElement {
  const t = useT()
  const home = useHome()
  return (
    <Sub title={t('rules')}>
      {home.memberships.map((one) => {
        const bad = one.rules.filter((rule) => rule.bound === 'fails').length
        const words = { coop: one.coopName, n: one.rules.length }
        return (
          <section key={one.holderId} className="card">
            <h2>{bad === 0 ? t('rulesGood', words) : t('rulesSentence', { ...words, bad })}</h2>
            <ul className="rules">
              {one.rules.map((rule) => (
                <li key={rule.rule}>
                  <Verdict outcome={rule.bound} />
                  <span>{say(rule.text)}</span>
                </li>
              ))}
            </ul>
            {one.checkedOn === null ? null : (
              <p className="phone-muted">{t('checkedOn', { day: one.checkedOn })}</p>
            )}
          </section>
        )
      })}
    </Sub>
  )
}
