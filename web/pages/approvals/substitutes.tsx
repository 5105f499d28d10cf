import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/approvals.ts'
import { asWritten } from '../../locale/translate.ts'
import { useAct, useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField } from '../../ui/field.tsx'
import { Panel } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/state.tsx'
import './approvals.css'

type Row = Out<'listSubstitutes'>['rows'][number]

/** Who stands in for the person, and for whom they stand in. */
export function Substitutes(): ReactElement {
  const t = useT()
  const [open, setOpen] = useState(false)
  const read = useRead('listSubstitutes', {})
  return (
    <Panel
      title={t('subst.title')}
      extra={
        <button type="button" className="button" onClick={() => setOpen(true)}>
          {t('subst.new')}
        </button>
      }
    >
      <p className="muted small">{t('subst.hint')}</p>
      <Loaded read={read} lines={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">{t('subst.none')}</p>
          ) : (
            <ul className="plain-list">
              {rows.map((row) => (
                <li key={row.id}>
                  <One row={row} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {open ? <Name close={() => setOpen(false)} /> : null}
    </Panel>
  )
}

function One({ row }: { row: Row }): ReactElement {
  const t = useT()
  const end = useAct('endSubstitute')
  const { today } = useMe().clock
  return (
    <span className="row">
      <strong>
        {row.mine
          ? t('subst.mine', { name: row.substitute })
          : t('subst.theirs', { name: row.name })}
      </strong>
      {t('subst.days', { from: row.from, to: row.to })}
      <span className="muted small">{asWritten(row.reason)}</span>
      {row.endedOn !== null ? (
        <span className="muted small">{t('subst.ended', { day: row.endedOn })}</span>
      ) : row.mine && row.to >= today ? (
        <button
          type="button"
          className="button"
          disabled={end.isPending}
          onClick={() => end.mutate({ input: { substitutionId: row.id } })}
        >
          {t('subst.end')}
        </button>
      ) : null}
    </span>
  )
}

function Name({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const { today } = useMe().clock
  const candidates = useRead('findSubstitutes', {})
  const [accountId, setAccount] = useState('')
  const [from, setFrom] = useState<string>(today)
  const [to, setTo] = useState<string>(today)
  return (
    <ReasonDialog
      title={t('subst.new')}
      confirm={t('subst.new')}
      verb="nameSubstitute"
      input={(reason) => ({ accountId, from, to, reason })}
      close={close}
    >
      <Loaded read={candidates} lines={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>{t('subst.nobody')}</p>
          ) : (
            <SelectField
              label={t('subst.who')}
              value={accountId}
              onChange={setAccount}
              placeholder="—"
              options={rows.map((row) => ({ value: row.accountId, label: row.name }))}
            />
          )
        }
      </Loaded>
      <div className="columns-2">
        <DayField label={t('subst.from')} value={from} min={today} onChange={setFrom} />
        <DayField label={t('subst.to')} value={to} min={from} onChange={setTo} />
      </div>
    </ReasonDialog>
  )
}
