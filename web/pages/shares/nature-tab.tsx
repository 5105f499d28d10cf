import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go } from '../../navigation.tsx'
import { useMay } from '../../session.tsx'
import { useAsOf } from '../../ui/as-of.tsx'
import { Money, Percent, showPercent, showYuan } from '../../ui/figures.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { AddRecord, EndRecord } from './record-forms.tsx'

type Nature = Out<'readPublicNature'>
type Part = Nature['shares']['registered']

/** Where the collective stands (R49), and whether Party members went first (R23). */
export function NatureTab({ coopId }: { coopId: string }): ReactElement {
  const may = useMay()
  const asOf = useAsOf()
  const nature = useRead('readPublicNature', { coopId, asOf })
  return (
    <div className="stack">
      <Loaded read={nature}>{(data) => <Content nature={data} />}</Loaded>
      {may('partyJoining') ? <PartyJoining coopId={coopId} /> : null}
    </div>
  )
}

function Content({ nature }: { nature: Nature }): ReactElement {
  const t = useT()
  const rows: readonly (readonly [string, Part | null])[] = [
    [t('nature.registered'), nature.shares.registered],
    [t('nature.paid'), nature.shares.paid],
    [t('nature.internal'), nature.shares.internal],
    [t('nature.dividend'), nature.shares.dividend],
  ]
  const shown = (value: string): string => showYuan(value) ?? value
  return (
    <>
      <Panel title={t('nature.shares')} hint={nature.holderName ?? t('nature.noCollective')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('nature.measure')}</th>
              <th scope="col" className="num">
                {t('nature.own')}
              </th>
              <th scope="col" className="num">
                {t('nature.whole')}
              </th>
              <th scope="col" className="num">
                {t('nature.share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([label, part]) =>
              part === null ? null : (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td className="num">{shown(part.own)}</td>
                  <td className="num">{shown(part.whole)}</td>
                  <td className="num">
                    {part.share === null ? '—' : <Percent value={part.share} />}
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
        <p className="panel-note">
          {t('nature.votesSentence', {
            basic: nature.votes.basic,
            additional: nature.votes.additional,
            limit: nature.votes.additionalLimit,
            collective: nature.votes.collective,
          })}
        </p>
      </Panel>
      <Records nature={nature} />
    </>
  )
}

type Asked = 'add' | Nature['records'][number]

function Records({ nature }: { nature: Nature }): ReactElement {
  const t = useT()
  const may = useMay()
  const asOf = useAsOf()
  const [asked, setAsked] = useState<Asked | null>(null)
  const { records } = nature
  const close = (): void => setAsked(null)
  // What is written today cannot be written from the view of a past day.
  const now = asOf === undefined
  return (
    <Panel
      title={t('nature.records')}
      extra={
        may('addPublicRecord') && now ? (
          <button type="button" className="button" onClick={() => setAsked('add')}>
            {t('nature.add')}
          </button>
        ) : undefined
      }
    >
      {records.length === 0 ? (
        <p className="muted">{t('nature.noRecords')}</p>
      ) : (
        <ul className="links">
          {records.map((record) => (
            <li key={record.id}>
              <RecordLine record={record} />
              {may('endPublicRecord') && now && record.to === null ? (
                <button type="button" className="button-link" onClick={() => setAsked(record)}>
                  {t('nature.end')}
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {asked === 'add' ? <AddRecord nature={nature} close={close} /> : null}
      {asked === null || asked === 'add' ? null : (
        <EndRecord coopId={nature.coopId} record={asked} close={close} />
      )}
    </Panel>
  )
}

function RecordLine({ record }: { record: Nature['records'][number] }): ReactElement {
  const t = useT()
  return (
    <>
      <Tag>{t(`nature.kind.${record.kind}`)}</Tag> <strong>{record.title}</strong>{' '}
      {record.amount === null ? null : (
        <>
          <Money value={record.amount} /> {t('common.yuan')}{' '}
        </>
      )}
      {record.votes === null ? null : (
        <>
          {t('nature.votes')} <span className="num">{record.votes}</span>{' '}
        </>
      )}
      <span className="muted">
        {record.from} – {record.to ?? t('common.open')} · {record.basis}
      </span>{' '}
    </>
  )
}

function PartyJoining({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const asOf = useAsOf()
  const joining = useRead('partyJoining', { coopId, asOf })
  return (
    <Panel title={t('nature.party')}>
      <Loaded read={joining} lines={3}>
        {(data) =>
          data.people.length === 0 ? (
            <p className="muted">{t('nature.partyNone')}</p>
          ) : (
            <>
              <p className="sentence">
                {t('nature.partySentence', {
                  all: data.partyMembers,
                  joined: data.joined,
                  share: data.share === null ? '—' : showPercent(data.share, 1),
                })}
              </p>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('persons.name')}</th>
                    <th scope="col">{t('register.joined')}</th>
                    <th scope="col" className="num">
                      {t('nature.order')}
                    </th>
                    <th scope="col" className="num">
                      {t('register.registered')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {data.people.map((person) => (
                    <tr key={person.personId}>
                      <th scope="row">
                        <Go to={paths.person(person.personId)}>{person.name}</Go>
                        {person.committee ? <Tag tone="accent">{t('nature.committee')}</Tag> : null}
                      </th>
                      <td>{person.joinedOn ?? t('nature.notJoined')}</td>
                      <td className="num">{person.order ?? '—'}</td>
                      <td className="num">
                        {person.registered === null ? '—' : <Money value={person.registered} />}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          )
        }
      </Loaded>
    </Panel>
  )
}
