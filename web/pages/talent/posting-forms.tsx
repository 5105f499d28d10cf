import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/talent.ts'
import { say } from '../../locale/translate.ts'
import { useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { optionsOf } from '../help/words.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { ENDING_WORDS, KIND_WORDS, OUTCOME_WORDS, type Posting } from './words.ts'

type Read = Out<'readPosting'>
type Task = Read['tasks'][number]
const nothing = (): void => undefined

/** The sending unit among the helpers of the county; choosing one fills its name in. */
function HelperField(props: {
  value: string
  onChange: (id: string, name: string | null) => void
}): ReactElement | null {
  const t = useT()
  const may = useMay()
  const helpers = useRead('listHelpers', { channel: 'department' }, { enabled: may('listHelpers') })
  const rows = helpers.data?.rows ?? []
  return (
    <SelectField
      label={t('posting.helper')}
      hint={t('posting.helperHint')}
      value={props.value}
      placeholder={t('posting.noHelper')}
      options={rows.map(({ helperId, name }) => ({ value: helperId, label: name }))}
      onChange={(id) => props.onChange(id, rows.find((one) => one.helperId === id)?.name ?? null)}
    />
  )
}

function useNew() {
  const { clock } = useMe()
  const [village, setVillage] = useState<Picked | null>(null)
  const [kind, setKind] = useState<Posting['kind']>('first_secretary')
  const [name, setName] = useState('')
  const [helperId, setHelper] = useState('')
  const [sendingUnit, setUnit] = useState('')
  const [from, setFrom] = useState<string>(clock.today)
  const [until, setUntil] = useState('')
  const [document, setDocument] = useState('')
  const input: In<'savePosting'> | null =
    village === null || name.trim() === '' || sendingUnit.trim() === '' || until === ''
      ? null
      : {
          villageId: village.id,
          kind,
          name: name.trim(),
          sendingUnit: sendingUnit.trim(),
          helperId: helperId === '' ? null : helperId,
          from,
          until,
          document: document.trim(),
        }
  const values = { village, kind, name, helperId, sendingUnit, from, until, document, input }
  const set = { setVillage, setKind, setName, setHelper, setUnit, setFrom, setUntil, setDocument }
  return { ...values, ...set }
}

export function SavePosting({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const go = useGo()
  const form = useNew()
  return (
    <WriteDialog
      wide
      title={t('posting.add')}
      confirm={t('common.save')}
      verb="savePosting"
      input={form.input}
      close={close}
      onDone={({ postingId }) => {
        if (form.village !== null) go(paths.posting(form.village.id, postingId))
      }}
      preview={({ number, tasks }) => (
        <Notice tone="info">{t('posting.preview', { number, n: tasks })}</Notice>
      )}
    >
      {(faults) => (
        <div className="columns-2">
          <UnitPicker
            label={t('posting.village')}
            kind="village"
            value={form.village}
            onChange={form.setVillage}
          />
          <SelectField
            label={t('posting.kind')}
            value={form.kind}
            options={optionsOf(KIND_WORDS, say)}
            onChange={(value) => form.setKind(value as Posting['kind'])}
          />
          <TextField
            label={t('posting.name')}
            value={form.name}
            error={faults.at('name')}
            onChange={form.setName}
          />
          <HelperField
            value={form.helperId}
            onChange={(id, name) => {
              form.setHelper(id)
              if (name !== null) form.setUnit(name)
            }}
          />
          <TextField
            label={t('posting.unit')}
            value={form.sendingUnit}
            error={faults.at('sendingUnit')}
            onChange={form.setUnit}
          />
          <TextField
            label={t('posting.document')}
            value={form.document}
            onChange={form.setDocument}
          />
          <DayField label={t('posting.from')} value={form.from} onChange={form.setFrom} />
          <DayField
            label={t('posting.until')}
            value={form.until}
            min={form.from}
            onChange={form.setUntil}
          />
        </div>
      )}
    </WriteDialog>
  )
}

const ofPosting = ({ village, postingId }: Posting) => ({ villageId: village.id, postingId })

export function Prolong(props: { posting: Posting; close: () => void }): ReactElement {
  const t = useT()
  const { posting, close } = props
  const [until, setUntil] = useState('')
  const [reason, setReason] = useState('')
  const [document, setDocument] = useState('')
  return (
    <WriteDialog
      title={`${t('posting.prolong')} · ${posting.name}`}
      confirm={t('posting.prolong')}
      verb="prolongPosting"
      input={
        until === '' || reason.trim() === ''
          ? null
          : { ...ofPosting(posting), until, reason: reason.trim(), document: document.trim() }
      }
      close={close}
      onDone={nothing}
    >
      {(faults) => (
        <>
          <DayField
            label={t('posting.prolongTo')}
            value={until}
            min={posting.until}
            onChange={setUntil}
          />
          <TextField
            label={t('posting.reason')}
            value={reason}
            error={faults.at('reason')}
            onChange={setReason}
          />
          <TextField label={t('posting.document')} value={document} onChange={setDocument} />
        </>
      )}
    </WriteDialog>
  )
}

export function End(props: { posting: Posting; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { posting, close } = props
  const over = posting.until < clock.today
  const [on, setOn] = useState<string>(clock.today)
  const [ending, setEnding] = useState<In<'endPosting'>['ending']>(over ? 'term' : 'transfer')
  const [reason, setReason] = useState('')
  const [handover, setHandover] = useState('')
  return (
    <WriteDialog
      danger
      title={`${t('posting.end')} · ${posting.name}`}
      confirm={t('posting.end')}
      verb="endPosting"
      input={
        reason.trim() === ''
          ? null
          : {
              ...ofPosting(posting),
              on,
              ending,
              reason: reason.trim(),
              handover: handover.trim(),
            }
      }
      close={close}
      onDone={nothing}
      preview={({ openTasks }) =>
        openTasks === 0 ? null : (
          <Notice tone="depends">{t('posting.openAtEnd', { n: openTasks })}</Notice>
        )
      }
    >
      {(faults) => (
        <>
          <div className="columns-2">
            <DayField
              label={t('posting.endOn')}
              value={on}
              min={posting.from}
              max={clock.today}
              onChange={setOn}
            />
            <SelectField
              label={t('posting.ending')}
              value={ending}
              hint={<span className="field-error">{faults.at('ending')}</span>}
              options={optionsOf(ENDING_WORDS, say)}
              onChange={(value) => setEnding(value as typeof ending)}
            />
          </div>
          <TextField
            label={t('posting.reason')}
            value={reason}
            error={faults.at('reason')}
            onChange={setReason}
          />
          <TextArea
            label={t('posting.handover')}
            rows={3}
            value={handover}
            onChange={setHandover}
          />
        </>
      )}
    </WriteDialog>
  )
}

export function AddTask(props: {
  posting: Posting
  coops: Read['coops']
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [what, setWhat] = useState('')
  const [coopId, setCoop] = useState('')
  const [dueOn, setDue] = useState('')
  return (
    <WriteDialog
      title={t('posting.taskAdd')}
      confirm={t('common.save')}
      verb="addPostingTask"
      input={
        what.trim() === '' || dueOn === ''
          ? null
          : {
              ...ofPosting(props.posting),
              what: what.trim(),
              coopId: coopId === '' ? null : coopId,
              dueOn,
            }
      }
      close={props.close}
      onDone={nothing}
    >
      {() => (
        <>
          <TextArea label={t('posting.taskWhat')} rows={2} value={what} onChange={setWhat} />
          <SelectField
            label={t('posting.taskCoop')}
            value={coopId}
            placeholder="—"
            options={props.coops.map(({ coop }) => ({ value: coop.id, label: coop.name }))}
            onChange={setCoop}
          />
          <DayField
            label={t('posting.taskDue')}
            value={dueOn}
            min={clock.today}
            onChange={setDue}
          />
        </>
      )}
    </WriteDialog>
  )
}

export function FinishTask(props: {
  posting: Posting
  task: Task
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [outcome, setOutcome] = useState<'done' | 'dropped'>('done')
  const [on, setOn] = useState<string>(clock.today)
  const [said, setSaid] = useState('')
  const { posting, task, close } = props
  return (
    <WriteDialog
      title={t('posting.taskDone')}
      confirm={t('posting.taskDone')}
      verb="finishPostingTask"
      input={
        said.trim() === ''
          ? null
          : { ...ofPosting(posting), taskId: task.taskId, outcome, on, said: said.trim() }
      }
      close={close}
      onDone={nothing}
    >
      {(faults) => (
        <>
          <p>{task.what}</p>
          <div className="columns-2">
            <SelectField
              label={t('posting.taskOutcome')}
              value={outcome}
              options={optionsOf(OUTCOME_WORDS, say)}
              onChange={(value) => setOutcome(value as typeof outcome)}
            />
            <DayField
              label={t('posting.taskOn')}
              value={on}
              min={posting.from}
              max={clock.today}
              onChange={setOn}
            />
          </div>
          <TextArea
            label={t('posting.taskSaid')}
            rows={3}
            value={said}
            error={faults.at('said')}
            onChange={setSaid}
          />
        </>
      )}
    </WriteDialog>
  )
}
