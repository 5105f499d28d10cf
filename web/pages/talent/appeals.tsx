import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/talent.ts'
import { asWritten } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { SelectField, TextArea } from '../../ui/field.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { EntryLine } from './branch-points.tsx'

type Row = Out<'listPointAppeals'>['rows'][number]

/** What members object to, for somebody at the town who neither recorded it nor is the member. */
export function Appeals(): ReactElement {
  const t = useT()
  const read = useRead('listPointAppeals', { limit: 200 })
  const [row, setRow] = useState<Row | null>(null)
  return (
    <Panel title={t('points.tabAppeals')}>
      <Loaded read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('points.appealNone')} hint={t('points.appealNoneHint')} />
          ) : (
            <ul className="plain-list talent-list">
              {rows.map((one) => (
                <li key={one.appealId}>
                  <div>
                    <p>
                      <strong>{asWritten(one.person.name)}</strong>{' '}
                      <span className="muted">{asWritten(one.village.name)}</span>
                    </p>
                    <EntryLine entry={one.entry} villageId={one.village.id} />
                  </div>
                  <div className="row">
                    {one.entry.appeal?.decision === null ? (
                      <>
                        {one.dueOn === null ? null : (
                          <Tag tone={one.late ? 'fail' : 'depends'}>
                            {one.late
                              ? t('points.lateMark')
                              : t('points.dueOn', { day: one.dueOn })}
                          </Tag>
                        )}
                        <button
                          type="button"
                          className="button button-primary"
                          onClick={() => setRow(one)}
                        >
                          {t('points.decide')}
                        </button>
                      </>
                    ) : null}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {row === null ? null : <Decide row={row} close={() => setRow(null)} />}
    </Panel>
  )
}

function Decide({ row, close }: { row: Row; close: () => void }): ReactElement {
  const t = useT()
  const [decision, setDecision] = useState<'' | 'upheld' | 'rejected'>('')
  const [reason, setReason] = useState('')
  const upheld = row.entry.withdrawn === null ? 'points.upholdOut' : 'points.upholdBack'
  return (
    <WriteDialog
      title={`${t('points.decide')} · ${row.person.name}`}
      confirm={t('points.decide')}
      verb="decidePointAppeal"
      input={
        decision === '' || reason.trim() === ''
          ? null
          : {
              villageId: row.village.id,
              appealId: row.appealId,
              decision,
              reason: reason.trim(),
            }
      }
      close={close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <EntryLine entry={row.entry} villageId={row.village.id} />
          <SelectField
            label={t('points.decision')}
            value={decision}
            placeholder={t('points.pick')}
            options={[
              { value: 'upheld', label: t(upheld) },
              { value: 'rejected', label: t('points.reject') },
            ]}
            onChange={(value) => setDecision(value as typeof decision)}
          />
          <TextArea label={t('reserve.why')} value={reason} onChange={setReason} />
        </>
      )}
    </WriteDialog>
  )
}
