import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/talent.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/state.tsx'
import { RecordPoints } from './point-forms.tsx'
import { YearFilter } from './point-sums.tsx'

type Read = Out<'readBranchPoints'>
type Branch = Read['branches'][number]
type Entry = Branch['persons'][number]['entries'][number]

/** The own branch: every Party member in the order of names, each entry with its evidence. */
export function BranchPoints(props: { villageId: string; year: number }): ReactElement {
  const t = useT()
  const { villageId, year } = props
  const read = useRead('readBranchPoints', { villageId, year })
  const [recording, setRecording] = useState(false)
  const [back, setBack] = useState<Entry | null>(null)
  return (
    <Loaded read={read} lines={8}>
      {(data) => (
        <>
          <div className="row talent-gap">
            <YearFilter />
            <button
              type="button"
              className="button button-primary"
              onClick={() => setRecording(true)}
            >
              {t('points.record')}
            </button>
          </div>
          {data.branches.map((branch) => (
            <BranchPanel
              key={branch.branch.id}
              data={data}
              branch={branch}
              {...{ villageId, setBack }}
            />
          ))}
          <p className="muted small">
            {t('points.excluded', { list: data.excluded.map(say).join(comma()) })}
          </p>
          {recording ? (
            <RecordPoints
              villageId={villageId}
              items={data.items}
              persons={data.branches.flatMap((one) => one.persons.map(({ person }) => person))}
              close={() => setRecording(false)}
            />
          ) : null}
          {back === null ? null : (
            <ReasonDialog
              danger
              title={`${t('points.withdraw')} · ${say(back.title)}`}
              confirm={t('points.withdraw')}
              verb="withdrawPoints"
              input={(reason) => ({ villageId, eventId: back.eventId, reason })}
              close={() => setBack(null)}
            />
          )}
        </>
      )}
    </Loaded>
  )
}

function BranchPanel(props: {
  data: Read
  branch: Branch
  villageId: string
  setBack: (entry: Entry) => void
}): ReactElement {
  const t = useT()
  const { data, branch, villageId, setBack } = props
  const entries = branch.persons.flatMap((one) => one.entries.filter(({ counts }) => counts))
  return (
    <Panel
      title={asWritten(branch.branch.name)}
      hint={t('points.branchSentence', {
        year: String(data.year),
        persons: branch.persons.length,
        entries: entries.length,
        points: entries.reduce((sum, { points }) => sum + points, 0),
      })}
      extra={
        branch.closedOn === null ? null : <Tag>{t('points.closed', { day: branch.closedOn })}</Tag>
      }
    >
      {branch.persons.map(({ person, total, entries: own }) => (
        <details key={person.id} className="talent-person">
          <summary>
            <strong>{asWritten(person.name)}</strong>
            <span className="num">{t('points.total', { n: total })}</span>
          </summary>
          {own.length === 0 ? <p className="muted">{t('points.none')}</p> : null}
          <ul className="plain-list talent-list">
            {own.map((entry) => (
              <li key={entry.eventId} className={entry.counts ? '' : 'muted'}>
                <EntryLine entry={entry} villageId={villageId} />
                <div className="row">
                  <span className="talent-total num">{t('points.total', { n: entry.points })}</span>
                  {entry.withdrawn === null && entry.appeal === null && branch.closedOn === null ? (
                    <button type="button" className="button-link" onClick={() => setBack(entry)}>
                      {t('points.withdraw')}
                    </button>
                  ) : null}
                </div>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </Panel>
  )
}

/** A deed with its evidence, and what was said against it. */
export function EntryLine({ entry, villageId }: { entry: Entry; villageId: string }): ReactElement {
  const t = useT()
  const { appeal, fileId } = entry
  return (
    <div>
      <p>
        <span className="num">{entry.on}</span> <strong>{say(entry.title)}</strong>
        {entry.times === 1 ? '' : ` × ${entry.times}`}
      </p>
      <p className="muted small">
        {asWritten(entry.evidence)} · {asWritten(entry.by)}{' '}
        {fileId === null ? null : (
          <button
            type="button"
            className="button-link"
            onClick={() => void download('readPointFile', { villageId, fileId })}
          >
            {t('points.showFile')}
          </button>
        )}
      </p>
      {entry.withdrawn === null ? null : (
        <p>{t('points.withdrawn', { reason: asWritten(entry.withdrawn) })}</p>
      )}
      {appeal === null ? null : (
        <p>
          {t('points.appealed', { what: asWritten(appeal.what) })}{' '}
          {appeal.decision === null
            ? null
            : t(appeal.decision === 'upheld' ? 'points.upheld' : 'points.rejected', {
                reason: asWritten(appeal.reason ?? ''),
              })}
        </p>
      )}
    </div>
  )
}
