import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/duty.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { DayField } from '../../ui/field.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/state.tsx'
import { Scroll } from '../statements/parts.tsx'
import { DutyForm } from './duty-form.tsx'
import { type Duty, EVERY_WORDS } from './words.ts'

/** The duties as they are worded now, each with its source and what proves it; the county words its own. */
export function Catalogue(): ReactElement {
  const t = useT()
  const may = useMay()
  const writes = ownUnit(useMe())?.kind === 'county' && may('saveDuty')
  const read = useRead('listDuties', {})
  const [form, setForm] = useState<Duty | 'new' | null>(null)
  const [strike, setStrike] = useState<Duty | null>(null)
  return (
    <Loaded read={read} lines={10}>
      {({ rows, changes }) => (
        <div className="stack">
          {writes ? (
            <p className="no-print">
              <button type="button" className="button" onClick={() => setForm('new')}>
                {t('duty.add')}
              </button>
            </p>
          ) : null}
          {[...Map.groupBy(rows, (duty) => say(duty.postTitle))].map(([post, duties]) => (
            <DutyTable
              key={post}
              post={post}
              duties={duties}
              acts={writes ? { edit: setForm, strike: setStrike } : null}
            />
          ))}
          <Changes changes={changes} />
          {form === null ? null : (
            <DutyForm duty={form === 'new' ? null : form} close={() => setForm(null)} />
          )}
          {strike === null ? null : <Strike duty={strike} close={() => setStrike(null)} />}
        </div>
      )}
    </Loaded>
  )
}

interface Acts {
  readonly edit: (duty: Duty) => void
  readonly strike: (duty: Duty) => void
}

function DutyTable(props: {
  post: string
  duties: readonly Duty[]
  acts: Acts | null
}): ReactElement {
  const t = useT()
  return (
    <Panel title={props.post}>
      <Scroll label={props.post}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('duty.what')}</th>
              <th scope="col">{t('duty.clause')}</th>
              <th scope="col">{t('duty.every')}</th>
              <th scope="col">{t('duty.proof')}</th>
              {props.acts === null ? null : <th scope="col">{t('common.actions')}</th>}
            </tr>
          </thead>
          <tbody>
            {props.duties.map((duty) => (
              <DutyRow key={duty.id} duty={duty} acts={props.acts} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  )
}

function DutyRow({ duty, acts }: { duty: Duty; acts: Acts | null }): ReactElement {
  const t = useT()
  return (
    <tr>
      <td className="duty-what">
        <strong>{say(duty.title)}</strong>
        <br />
        {say(duty.duty)}{' '}
        {duty.version === 0 ? (
          <Tag>{t('duty.shipped')}</Tag>
        ) : (
          <Tag tone="accent">
            {t('duty.version', { n: duty.version, day: duty.validFrom ?? '' })}
          </Tag>
        )}
      </td>
      <td className="duty-what">{asWritten(duty.clause)}</td>
      <td className="duty-every">
        {say(EVERY_WORDS[duty.every])}
        <br />
        <span className="muted small">
          {duty.least === null ? t('duty.each') : t('duty.least', { n: duty.least })}
        </span>
      </td>
      <td className="duty-what small">{say(duty.proof)}</td>
      {acts === null ? null : (
        <td>
          <button type="button" className="button-link" onClick={() => acts.edit(duty)}>
            {t('duty.edit')}
          </button>{' '}
          <button type="button" className="button-link" onClick={() => acts.strike(duty)}>
            {t('duty.strike')}
          </button>
        </td>
      )}
    </tr>
  )
}

function Changes({ changes }: { changes: Out<'listDuties'>['changes'] }): ReactElement | null {
  const t = useT()
  if (changes.length === 0) return null
  return (
    <Panel title={t('duty.changes')}>
      <ul className="plain-list">
        {changes.map((one) => (
          <li key={`${one.duty}${one.version}`}>
            <span className="num">{one.validFrom}</span>{' '}
            {one.title === null ? `${one.duty} ${t('duty.struck')}` : say(one.title)}{' '}
            <span className="muted small">
              {asWritten(one.reason)} · {asWritten(one.by)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Strike({ duty, close }: { duty: Duty; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [validFrom, setFrom] = useState<string>(clock.today)
  return (
    <ReasonDialog
      danger
      title={`${t('duty.strikeTitle')} · ${say(duty.title)}`}
      confirm={t('duty.strike')}
      verb="strikeDuty"
      input={(reason) => ({ duty: duty.id, validFrom, reason })}
      close={close}
    >
      <p>{say(duty.duty)}</p>
      <DayField
        label={t('duty.validFrom')}
        value={validFrom}
        min={clock.today}
        onChange={setFrom}
      />
    </ReasonDialog>
  )
}
