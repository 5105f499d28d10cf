import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/support.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { ROLES } from '../../../src/kernel/role.ts'
import { DayField, TextArea, TextField } from '../../ui/field.tsx'
import { Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'

type Read = Out<'readLeadingGroup'>
type Department = Read['departments'][number]

/** The departments of the leading group: names, leaders, liaisons, duties; a change is a new version. */
export function Group({ close }: { close: () => void }): ReactElement {
  const read = useRead('readLeadingGroup', {})
  return <Loaded read={read}>{(data) => <Form data={data} close={close} />}</Loaded>
}

function Form({ data, close }: { data: Read; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [departments, setDepartments] = useState<readonly Department[]>(data.departments)
  const [validFrom, setFrom] = useState<string>(clock.today)
  const [document, setDocument] = useState('')
  const [reason, setReason] = useState('')
  const changed = JSON.stringify(departments) !== JSON.stringify(data.departments)
  const ready = changed && document.trim() !== '' && reason.trim() !== ''
  return (
    <WriteDialog
      wide
      title={t('queue.group')}
      confirm={t('common.save')}
      verb="saveLeadingGroup"
      input={
        ready
          ? {
              departments: [...departments],
              validFrom,
              document: document.trim(),
              reason: reason.trim(),
            }
          : null
      }
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <Version data={data} />
          {departments.map((one, i) => (
            <DepartmentForm
              key={one.role}
              one={one}
              error={faults.at(`departments[${i}].name`)}
              set={(next) =>
                setDepartments(departments.map((each, at) => (at === i ? next : each)))
              }
            />
          ))}
          <div className="columns-2">
            <DayField label={t('criteria.from')} value={validFrom} onChange={setFrom} />
            <TextField
              label={t('criteria.source')}
              value={document}
              error={faults.at('document')}
              onChange={setDocument}
            />
          </div>
          <TextField
            label={t('common.reason')}
            value={reason}
            error={faults.at('reason')}
            onChange={setReason}
          />
        </>
      )}
    </WriteDialog>
  )
}

function Version({ data }: { data: Read }): ReactElement {
  const t = useT()
  const { version: n, validFrom, document } = data
  return (
    <p className="muted small">
      {n === 0
        ? t('queue.shipped')
        : asWritten(t('queue.version', { n, day: validFrom ?? '', document }))}
    </p>
  )
}

function DepartmentForm(props: {
  one: Department
  error: string | null | undefined
  set: (one: Department) => void
}): ReactElement {
  const t = useT()
  const { one, set } = props
  return (
    <fieldset className="department-row">
      <legend className="muted small">{say(ROLES[one.role].title)}</legend>
      <div className="columns-2">
        <TextField
          label={t('dept.name')}
          value={one.name}
          error={props.error}
          onChange={(name) => set({ ...one, name })}
        />
        <TextField
          label={t('dept.leader')}
          value={one.leader}
          onChange={(leader) => set({ ...one, leader })}
        />
      </div>
      <TextField
        label={t('dept.liaison')}
        value={one.liaison}
        onChange={(liaison) => set({ ...one, liaison })}
      />
      <TextArea
        label={t('dept.duties')}
        rows={3}
        value={one.duties.join('\n')}
        onChange={(text) => set({ ...one, duties: text.split('\n').filter((line) => line !== '') })}
      />
    </fieldset>
  )
}
