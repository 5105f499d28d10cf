import { type ReactElement, useId, useState } from 'react'
import { download, type In } from '../../api.ts'
import { useT } from '../../locale/governance.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useAct } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/page.tsx'
import { Refused } from '../../ui/state.tsx'
import { base64Of, picturesOf } from '../ledger/photo.ts'
import { useWrite } from '../registry/write-dialog.tsx'
import { KINDS, type Meeting } from './words.ts'

type PaperKind = In<'addMeetingPaper'>['kind']
type Printed = In<'printMeeting'>['paper']

/** Documents as links that fetch them. */
export function PaperLinks(props: {
  meetingId: string
  papers: Meeting['papers']
}): ReactElement | null {
  if (props.papers.length === 0) return null
  const { meetingId } = props
  return (
    <ul className="inline-list">
      {props.papers.map(({ paperId, name }) => (
        <li key={paperId}>
          <button
            type="button"
            className="button-link"
            onClick={() => void download('readMeetingPaper', { meetingId, paperId })}
          >
            {asWritten(name)}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Takes a photograph or file: documents before the meeting, signed papers after it. */
export function AddPaper(props: {
  meetingId: string
  matterId?: string
  kind: PaperKind
  label: string
}): ReactElement | null {
  const may = useMay()
  const field = useId()
  const add = useAct('addMeetingPaper')
  if (!may('addMeetingPaper')) return null
  const send = async (files: FileList | null): Promise<void> => {
    if (files === null) return
    for (const picture of await picturesOf(files)) {
      const content = await base64Of(picture.blob)
      await add.mutateAsync({
        input: {
          meetingId: props.meetingId,
          kind: props.kind,
          name: picture.name,
          content,
          ...(props.matterId === undefined ? {} : { matterId: props.matterId }),
        },
      })
    }
  }
  return (
    <div className="gov-add">
      <label htmlFor={field} className="button">
        {props.label}
      </label>
      <input
        id={field}
        type="file"
        className="visually-hidden"
        accept="image/*,application/pdf,.ofd"
        multiple
        disabled={add.isPending}
        onChange={(event) => {
          // A refusal is shown below; the promise itself has nothing more to say.
          void send(event.target.files).catch(() => undefined)
          event.target.value = ''
        }}
      />
      {add.error === null ? null : <Refused error={add.error} write />}
    </div>
  )
}

/** Buttons that fetch a paper as PDF or Word. */
export function PrintButtons(props: {
  meetingId: string
  paper: Printed
  matterId?: string
  label: string
  word?: boolean
}): ReactElement {
  const { meetingId, paper, matterId, label } = props
  const [error, setError] = useState<unknown>(null)
  const get = (format: 'pdf' | 'docx') => () => {
    setError(null)
    const of = matterId === undefined ? {} : { matterId }
    download('printMeeting', { meetingId, paper, format, ...of }).catch(setError)
  }
  return (
    <>
      <button type="button" className="button" onClick={get('pdf')}>
        {label} PDF
      </button>
      {props.word === false ? null : (
        <button type="button" className="button" onClick={get('docx')}>
          {label} Word
        </button>
      )}
      {error === null ? null : <Refused error={error} />}
    </>
  )
}

const BACK: readonly PaperKind[] = ['minutes', 'resolution', 'sign_in', 'notice', 'count', 'other']

/** What is printed, what was said, and what came back signed. */
export function Papers({ meeting }: { meeting: Meeting }): ReactElement {
  const t = useT()
  const [kind, setKind] = useState<PaperKind>('minutes')
  const { meetingId } = meeting
  const late = meeting.state === 'open' || meeting.state === 'closed'
  return (
    <div className="stack">
      <Panel title={t('p.download')} hint={say(KINDS[meeting.kind])}>
        <div className="row">
          <PrintButtons meetingId={meetingId} paper="notice" label={t('p.notice')} />
          <PrintButtons meetingId={meetingId} paper="sign-in" label={t('p.signIn')} />
          {late ? (
            <PrintButtons meetingId={meetingId} paper="minutes" label={t('p.minutes')} />
          ) : null}
        </div>
      </Panel>
      {meeting.state === 'open' ? <MinutesForm meeting={meeting} /> : null}
      <Panel title={t('p.back')}>
        <PaperLinks meetingId={meetingId} papers={meeting.papers} />
        <div className="row gov-back">
          <SelectField
            label={t('p.backKind')}
            value={kind}
            onChange={(value) => setKind(value as PaperKind)}
            options={BACK.map((value) => ({ value, label: t(`p.kind.${value}`) }))}
          />
          <AddPaper meetingId={meetingId} kind={kind} label={t('p.chooseFile')} />
        </div>
      </Panel>
    </div>
  )
}

function MinutesForm({ meeting }: { meeting: Meeting }): ReactElement {
  const t = useT()
  const [minutes, setMinutes] = useState(meeting.minutes)
  const [chairName, setChair] = useState(meeting.chairName)
  const [recorderName, setRecorder] = useState(meeting.recorderName)
  const write = useWrite({
    verb: 'writeMinutes',
    input:
      chairName.trim() === '' || recorderName.trim() === ''
        ? null
        : { meetingId: meeting.meetingId, minutes, chairName, recorderName },
    onDone: () => undefined,
  })
  return (
    <Panel title={t('p.minutesForm')}>
      <div className="gov-form">
        <TextField label={t('gov.chair')} value={chairName} onChange={setChair} />
        <TextField label={t('gov.recorder')} value={recorderName} onChange={setRecorder} />
      </div>
      <TextArea label={t('p.minutesText')} value={minutes} onChange={setMinutes} rows={6} />
      {write.error === null ? null : <Refused error={write.error} write />}
      <div>
        <button
          type="button"
          className="button button-primary"
          disabled={!write.ready}
          onClick={write.submit}
        >
          {t('p.minutesSave')}
        </button>
      </div>
    </Panel>
  )
}
