import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/governance.ts'
import { asWritten } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { InternalRules } from './internal-rules.tsx'
import { DraftMeeting, Resolutions, useMeetingColumns } from './meetings.tsx'
import { Motions } from './motions.tsx'
import { PostsPanel } from './posts.tsx'
import './governance.css'

/** People and meetings of one co-op: posts, meetings, resolutions, charter, rules, who comes and goes. */
export default function GovernanceTab(props: { coopId: string; coopName: string }): ReactElement {
  const t = useT()
  const may = useMay()
  const { coopId, coopName } = props
  const [act, setAct] = useState<'draft' | 'request' | null>(null)
  const meetings = useRead('listMeetings', { unitId: coopId, limit: 20 })
  const columns = useMeetingColumns(false)
  const close = (): void => setAct(null)
  return (
    <div className="stack">
      <Panel
        title={t('g.meetings')}
        extra={
          may('draftMeeting') ? (
            <div className="row">
              <button type="button" className="button" onClick={() => setAct('request')}>
                {t('g.request')}
              </button>
              <button
                type="button"
                className="button button-primary"
                onClick={() => setAct('draft')}
              >
                {t('gov.new')}
              </button>
            </div>
          ) : null
        }
      >
        <DataTable
          name="coop-meetings"
          label={t('g.meetings')}
          columns={columns}
          rows={meetings.data?.rows}
          rowKey={(row) => row.meetingId}
          error={meetings.error}
          retry={() => void meetings.refetch()}
          empty={<Empty title={t('gov.sentenceNone')} />}
        />
      </Panel>
      <PostsPanel coopId={coopId} />
      <CharterLine coopId={coopId} />
      <InternalRules coopId={coopId} />
      <Panel title={t('gov.tab.resolutions')}>
        <Resolutions unitId={coopId} coopOnly />
      </Panel>
      <Panel title={t('mo.title')}>
        <Motions unitId={coopId} coopId={coopId} />
      </Panel>
      {act === 'draft' ? (
        <DraftMeeting coop={{ id: coopId, name: coopName }} close={close} />
      ) : null}
      {act === 'request' ? <RequestDialog coopId={coopId} close={close} /> : null}
    </div>
  )
}

function CharterLine({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const charter = useRead('readCharter', { coopId })
  const current = charter.data?.current
  return (
    <Panel title={t('c.title')}>
      <p className="row">
        {current === null || current === undefined
          ? t('g.noCharter')
          : t('c.sentence.current', {
              version: current.version,
              day: current.adoptedOn ?? '',
            })}
        <Go to={paths.charter(coopId)}>{t('g.openCharter')}</Go>
      </p>
    </Panel>
  )
}

type By = 'members' | 'supervisors' | 'charter'

function RequestDialog({ coopId, close }: { coopId: string; close: () => void }): ReactElement {
  const t = useT()
  const [byWhom, setBy] = useState<By>('members')
  const [holderIds, setHolders] = useState<readonly string[]>([])
  const [form, setForm] = useState({ reason: '', document: '' })
  const words = {
    members: 'g.byMembers',
    supervisors: 'g.bySupervisors',
    charter: 'g.byCharter',
  } as const
  return (
    <WriteDialog
      wide
      title={t('g.request')}
      confirm={t('g.request')}
      verb="requestMeeting"
      input={
        form.reason.trim() === '' || form.document.trim() === ''
          ? null
          : { coopId, byWhom, holderIds: [...holderIds], ...form }
      }
      close={close}
      onDone={() => undefined}
      preview={(answer) => <Notice tone="info">{t('g.requestDone', { day: answer.dueOn })}</Notice>}
    >
      {() => (
        <>
          <div className="gov-form">
            <SelectField
              label={t('g.requestBy')}
              value={byWhom}
              onChange={(value) => setBy(value as By)}
              options={(['members', 'supervisors', 'charter'] as const).map((value) => ({
                value,
                label: t(words[value]),
              }))}
            />
            <TextField
              label={t('g.reason')}
              value={form.reason}
              onChange={(reason) => setForm({ ...form, reason })}
            />
            <TextField
              label={t('g.document')}
              value={form.document}
              onChange={(document) => setForm({ ...form, document })}
            />
          </div>
          {byWhom === 'members' ? (
            <Askers coopId={coopId} chosen={holderIds} onChange={setHolders} />
          ) : null}
        </>
      )}
    </WriteDialog>
  )
}

/** The members who ask for an assembly. */
function Askers(props: {
  coopId: string
  chosen: readonly string[]
  onChange: (ids: readonly string[]) => void
}): ReactElement {
  const t = useT()
  const { coopId, chosen, onChange } = props
  const register = useRead('readRegister', { coopId })
  return (
    <fieldset className="gov-picks">
      <legend>{t('g.requestWho')}</legend>
      {(register.data?.rows ?? []).map((row) => (
        <label key={row.holderId} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(row.holderId)}
            onChange={(event) =>
              onChange(
                event.target.checked
                  ? [...chosen, row.holderId]
                  : chosen.filter((id) => id !== row.holderId),
              )
            }
          />
          {row.memberNumber} {asWritten(row.name)}
        </label>
      ))}
    </fieldset>
  )
}
