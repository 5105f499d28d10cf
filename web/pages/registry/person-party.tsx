import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go } from '../../navigation.tsx'
import { useMay } from '../../session.tsx'
import { Notice, Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { LeaveBranch, PartyForm } from './party-form.tsx'

export type PartyHistory = Out<'readPartyHistory'>
type Record = PartyHistory['records'][number]

/** Membership of a branch and posts through the years; for those who may see Party facts, and nobody else. */
export function PersonParty(props: {
  person: { readonly id: string; readonly name: string; readonly endedOn: string | null }
}): ReactElement {
  const t = useT()
  const history = useRead('readPartyHistory', { personId: props.person.id })
  const [done, setDone] = useState(false)
  return (
    <Panel
      id="party"
      title={t('party.title')}
      hint={t('party.hint')}
      extra={
        history.data === undefined || props.person.endedOn !== null ? undefined : (
          <Acts person={props.person} history={history.data} onDone={() => setDone(true)} />
        )
      }
    >
      {done ? <Notice tone="pass">{t('common.done')}</Notice> : null}
      <Loaded read={history} lines={2}>
        {(data) =>
          data.records.length === 0 ? (
            <p className="muted">{t('party.none')}</p>
          ) : (
            <Records records={data.records} />
          )
        }
      </Loaded>
    </Panel>
  )
}

function Acts(props: {
  person: { readonly id: string; readonly name: string }
  history: PartyHistory
  onDone: () => void
}): ReactElement | null {
  const t = useT()
  const may = useMay()
  const [asked, setAsked] = useState<'form' | 'leave' | null>(null)
  if (!may('recordPartyMembers')) return null
  const current = props.history.records.find((record) => record.validTo === null) ?? null
  const dialog = { ...props, current, close: () => setAsked(null) }
  return (
    <span className="row no-print">
      {current === null ? null : (
        <button type="button" className="button" onClick={() => setAsked('leave')}>
          {t('party.leave')}
        </button>
      )}
      <button type="button" className="button" onClick={() => setAsked('form')}>
        {t(current === null ? 'party.record' : 'party.change')}
      </button>
      {asked === 'form' ? <PartyForm {...dialog} /> : null}
      {asked === 'leave' && current !== null ? <LeaveBranch {...dialog} current={current} /> : null}
    </span>
  )
}

/** The post inside the branch, and the one in the village beside it. */
export function Posts(props: {
  of: Pick<Record, 'committee' | 'secretary' | 'cadrePost'>
}): ReactElement {
  const t = useT()
  const { committee, secretary, cadrePost } = props.of
  return (
    <>
      {secretary ? (
        <Tag tone="accent">{t('party.secretary')}</Tag>
      ) : committee ? (
        <Tag>{t('party.committee')}</Tag>
      ) : (
        t('party.member')
      )}
      {cadrePost === null || (secretary && cadrePost === t('party.secretary')) ? null : (
        <> {cadrePost}</>
      )}
    </>
  )
}

function Records({ records }: { records: readonly Record[] }): ReactElement {
  const t = useT()
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('party.branch')}</th>
            <th scope="col">{t('party.posts')}</th>
            <th scope="col">{t('party.period')}</th>
            <th scope="col">{t('party.joined')}</th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.id}>
              <th scope="row">
                <Go to={paths.village(record.village.id)}>{record.branch.name}</Go>
              </th>
              <td>
                <Posts of={record} />
              </td>
              <td>
                <span className="nowrap">{record.validFrom}</span>{' '}
                <span className="nowrap">
                  {record.validTo === null
                    ? t('party.now')
                    : t('party.until', { day: record.validTo })}
                </span>
              </td>
              <td className="nowrap">{record.joinedParty ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
