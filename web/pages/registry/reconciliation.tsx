import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { type Label, useT } from '../../locale/division.ts'
import { say } from '../../locale/translate.ts'
import { Icon } from '../../ui/icon.tsx'

type Reconciliation = Out<'importDivisions'>

const SHOWN = 300

interface Line {
  readonly id: string
  readonly town: string
  readonly name: string
  readonly detail: string
}

/** What a list found again, what is new, what it does not name: each group opens to its rows. */
export function Findings({ data }: { data: Reconciliation }): ReactElement {
  const t = useT()
  const moved = (row: Reconciliation['renamed'][number], detail: string): Line => ({
    id: row.id,
    town: row.town,
    name: row.shortName,
    detail,
  })
  const plain = (row: Reconciliation['new'][number]): Line => ({ ...row, detail: row.code ?? '' })
  const groups: readonly { readonly title: Label; readonly rows: readonly Line[] }[] = [
    {
      title: 'divisions.gone',
      rows: data.unmatchedOld.map((row) => ({
        ...plain(row),
        detail: `${row.code ?? ''} ${t(row.settled ? 'divisions.settled' : 'divisions.unsettled')}`,
      })),
    },
    { title: 'divisions.new', rows: data.new.map(plain) },
    {
      title: 'divisions.renamed',
      rows: data.renamed.map((row) => moved(row, `${row.oldName} → ${row.newName}`)),
    },
    {
      title: 'divisions.relevelled',
      rows: data.relevelled.map((row) => moved(row, `${row.oldName} → ${row.newName}`)),
    },
    {
      title: 'divisions.recoded',
      rows: data.recoded.map((row) => moved(row, `${row.oldCode ?? '—'} → ${row.newCode}`)),
    },
  ]
  return (
    <section className="panel" aria-label={t('divisions.found', { vintage: data.vintage })}>
      <div className="panel-head">
        <h2>{t('divisions.found', { vintage: data.vintage })}</h2>
      </div>
      <p>{say(data.text)}</p>
      {groups.map(({ title, rows }) => (
        <details key={title} className="town">
          <summary>
            <Icon name="right" size={14} />
            <strong>{t(title)}</strong> <span className="num">{rows.length}</span>
          </summary>
          {rows.length === 0 ? (
            <p className="muted">{t('common.none')}</p>
          ) : (
            <ul className="town-villages">
              {rows.slice(0, SHOWN).map((row) => (
                <li key={row.id}>
                  <span className="muted">{row.town}</span> {row.name}{' '}
                  <span className="muted small">{row.detail}</span>
                </li>
              ))}
            </ul>
          )}
          {rows.length > SHOWN ? (
            <p className="muted small">{t('divisions.moreRows', { n: rows.length - SHOWN })}</p>
          ) : null}
        </details>
      ))}
    </section>
  )
}
