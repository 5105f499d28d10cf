import type { ReactElement } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useAsk } from '../../query.ts'
import { showYuan } from '../../ui/figures.tsx'
import { Notice } from '../../ui/page.tsx'
import { Refused } from '../../ui/state.tsx'
import { CLASS_WORDS, CLASSES, type CoopClass } from './words.ts'

type Effect = Out<'previewDevelopmentRules'>
type Rules = In<'previewDevelopmentRules'>['rules']

/** What changed rules would do, asked by a button: the proposals are worked out twice, which takes some seconds. */
export function RulesEffect({ rules }: { rules: Rules | null }): ReactElement {
  const t = useT()
  const ask = useAsk('previewDevelopmentRules')
  const asked = ask.variables?.rules
  const stale = JSON.stringify(asked) !== JSON.stringify(rules)
  return (
    <section className="rules-effect" aria-live="polite">
      <div className="row">
        <button
          type="button"
          className="button"
          disabled={rules === null || ask.isPending}
          onClick={() => (rules === null ? undefined : ask.mutate({ rules }))}
        >
          {t(ask.isPending ? 'effect.asking' : 'effect.ask')}
        </button>
        <span className="muted small">{t('effect.hint')}</span>
      </div>
      {ask.error === null || stale ? null : <Refused error={ask.error} />}
      {ask.data === undefined || stale ? null : <Shown effect={ask.data} />}
    </section>
  )
}

function Shown({ effect }: { effect: Effect }): ReactElement {
  const t = useT()
  const { pairings, unions, stakes } = effect
  return (
    <>
      <Classes classes={effect.classes} />
      {pairings === null && unions === null ? null : (
        <table className="table table-small">
          <thead>
            <tr>
              <th scope="col">{t('effect.what')}</th>
              <th scope="col" className="num">
                {t('effect.before')}
              </th>
              <th scope="col" className="num">
                {t('effect.after')}
              </th>
              <th scope="col">{t('effect.note')}</th>
            </tr>
          </thead>
          <tbody>
            {(pairings ?? []).map((row) => (
              <tr key={row.purpose}>
                <th scope="row">{t(`pair.tab.${row.purpose}`)}</th>
                <td className="num">{t('effect.pairs', row.before)}</td>
                <td className="num">{t('effect.pairs', row.after)}</td>
                <td>{t('effect.kept', { kept: row.kept, alone: row.after.alone })}</td>
              </tr>
            ))}
            {unions === null ? null : (
              <tr>
                <th scope="row">{t('pair.tab.unions')}</th>
                <td className="num">{t('effect.groups', unions.before)}</td>
                <td className="num">{t('effect.groups', unions.after)}</td>
                <td />
              </tr>
            )}
          </tbody>
        </table>
      )}
      {stakes === null ? null : (
        <Notice tone={stakes.after > stakes.before ? 'depends' : 'info'}>
          {t('effect.stakes', { before: stakes.before, after: stakes.after })}
          {stakes.rows.map((row) => (
            <p key={row.id}>
              {asWritten(row.name)}{' '}
              {t('effect.stake', {
                used: showYuan(row.used) ?? row.used,
                limit: showYuan(row.limit) ?? row.limit,
              })}
            </p>
          ))}
        </Notice>
      )}
    </>
  )
}

function Classes({ classes }: { classes: Effect['classes'] }): ReactElement {
  const t = useT()
  const name = (of: CoopClass): string => say(CLASS_WORDS[of])
  if (classes.changed === 0) return <Notice tone="info">{t('effect.noClass')}</Notice>
  return (
    <Notice tone="info">
      <p>{t('effect.classes', { n: classes.changed })}</p>
      <p>
        {CLASSES.map(
          (of) => `${name(of)} ${classes.before[of] ?? 0} → ${classes.after[of] ?? 0}`,
        ).join(' · ')}
      </p>
      <details>
        <summary>{t('effect.who')}</summary>
        <ul className="notice-list">
          {classes.rows.map((row) => (
            <li key={row.coop.id}>
              {asWritten(row.coop.name)} <span className="muted">{asWritten(row.town)}</span>{' '}
              {name(row.before)} → {name(row.after)}
            </li>
          ))}
        </ul>
      </details>
    </Notice>
  )
}
