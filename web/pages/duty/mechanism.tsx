import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/duty.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Facts, Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { DEPARTMENT_WORDS, optionsOf } from './words.ts'

type Read = Out<'readMechanism'>

/** The mechanism: how it is read, its documents, its departments with their tasks. */
export function Mechanism(): ReactElement {
  const t = useT()
  const may = useMay()
  const writes = ownUnit(useMe())?.kind === 'county' && may('saveMechanism')
  const read = useRead('readMechanism', {})
  const [editing, setEditing] = useState(false)
  return (
    <Loaded read={read} lines={8}>
      {(data) => (
        <div className="stack">
          <Panel
            title={asWritten(data.label)}
            hint={
              data.version === 0
                ? t('duty.shipped')
                : t('duty.version', { n: data.version, day: data.validFrom ?? '' })
            }
            extra={
              writes ? (
                <button
                  type="button"
                  className="button button-small"
                  onClick={() => setEditing(true)}
                >
                  {t('mech.edit')}
                </button>
              ) : undefined
            }
          >
            <p>{asWritten(data.reading)}</p>
            <h3>{t('mech.documents')}</h3>
            <ul className="plain-list">
              {data.documents.map((one) => (
                <li key={one.code}>
                  {one.id === null ? (
                    <>
                      {say(one.title)} <Tag>{t('mech.notInLibrary')}</Tag>
                    </>
                  ) : (
                    <>
                      <Go to={paths.document(one.id)}>{say(one.title)}</Go>{' '}
                      <span className="muted small">{t('mech.clauses', { n: one.clauses })}</span>
                    </>
                  )}
                </li>
              ))}
            </ul>
          </Panel>
          <div className="duty-departments">
            {data.departments.map((one) => (
              <DepartmentPanel key={one.role} department={one} />
            ))}
          </div>
          {editing ? <Edit data={data} close={() => setEditing(false)} /> : null}
        </div>
      )}
    </Loaded>
  )
}

function DepartmentPanel({
  department,
}: {
  department: Read['departments'][number]
}): ReactElement {
  const t = useT()
  const { leader, liaison } = department
  const named = (name: string): ReactElement =>
    name === '' ? <span className="muted">{t('mech.empty')}</span> : <>{asWritten(name)}</>
  return (
    <Panel title={asWritten(department.name)}>
      <Facts
        facts={[
          { label: t('mech.leader'), value: named(leader) },
          { label: t('mech.liaison'), value: named(liaison) },
          { label: t('mech.duties'), value: asWritten(department.duties) },
          {
            label: t('mech.tasks'),
            value: department.catalogue.map((one) => (
              <div key={one.duty}>
                <Go to={paths.duties({ level: 'county' })}>{say(one.title)}</Go>
              </div>
            )),
          },
        ]}
      />
    </Panel>
  )
}

type Department = In<'saveMechanism'>['departments'][number]

function Edit({ data, close }: { data: Read; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [label, setLabel] = useState(data.label)
  const [reading, setReading] = useState(data.reading)
  const [departments, setDepartments] = useState<readonly Department[]>(
    data.departments.map(({ role, name, leader, liaison, duties }) => ({
      role,
      name,
      leader,
      liaison,
      duties,
    })),
  )
  const [validFrom, setFrom] = useState<string>(clock.today)
  const [reason, setReason] = useState('')
  const full =
    [label, reading, reason, validFrom].every((one) => one.trim() !== '') &&
    departments.every(({ name, duties }) => name.trim() !== '' && duties.trim() !== '')
  return (
    <WriteDialog
      wide
      title={t('mech.edit')}
      confirm={t('common.save')}
      verb="saveMechanism"
      input={
        full
          ? {
              label: label.trim(),
              reading: reading.trim(),
              documents: data.documents.map(({ code }) => code),
              departments: [...departments],
              validFrom,
              reason: reason.trim(),
            }
          : null
      }
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <TextField label={t('mech.label')} value={label} onChange={setLabel} />
          <TextArea label={t('mech.reading')} rows={2} value={reading} onChange={setReading} />
          <DepartmentFields
            departments={departments}
            set={setDepartments}
            error={(i) => faults.at(`departments[${i}].role`)}
          />
          <div className="columns-2">
            <DayField
              label={t('duty.validFrom')}
              value={validFrom}
              min={clock.today}
              onChange={setFrom}
            />
            <TextField label={t('duty.reason')} value={reason} onChange={setReason} />
          </div>
        </>
      )}
    </WriteDialog>
  )
}

function DepartmentFields(props: {
  departments: readonly Department[]
  set: (departments: readonly Department[]) => void
  error: (index: number) => string | null
}): ReactElement {
  const t = useT()
  const { departments, set } = props
  const change = (index: number, more: Partial<Department>): void =>
    set(departments.map((one, i) => (i === index ? { ...one, ...more } : one)))
  return (
    <>
      {departments.map((one, i) => (
        <DepartmentField
          key={i}
          one={one}
          error={props.error(i)}
          change={(more) => change(i, more)}
          remove={() => set(departments.filter((_, at) => at !== i))}
        />
      ))}
      <p>
        <button
          type="button"
          className="button button-small"
          onClick={() =>
            set([
              ...departments,
              { role: 'county_agriculture', name: '', leader: '', liaison: '', duties: '' },
            ])
          }
        >
          {t('mech.addDepartment')}
        </button>
      </p>
    </>
  )
}

function DepartmentField(props: {
  one: Department
  error: string | null
  change: (more: Partial<Department>) => void
  remove: () => void
}): ReactElement {
  const t = useT()
  const { one, error, change, remove } = props
  return (
    <fieldset className="choice stack-tight">
      <legend>{one.name === '' ? t('mech.name') : asWritten(one.name)}</legend>
      <div className="columns-2">
        <TextField
          label={t('mech.name')}
          value={one.name}
          error={error}
          onChange={(name) => change({ name })}
        />
        <SelectField
          label={t('mech.role')}
          value={one.role}
          options={optionsOf(DEPARTMENT_WORDS, say)}
          onChange={(role) => change({ role: role as Department['role'] })}
        />
        <TextField
          label={t('mech.leader')}
          value={one.leader ?? ''}
          onChange={(leader) => change({ leader })}
        />
        <TextField
          label={t('mech.liaison')}
          value={one.liaison ?? ''}
          onChange={(liaison) => change({ liaison })}
        />
      </div>
      <TextArea
        label={t('mech.duties')}
        rows={2}
        value={one.duties}
        onChange={(duties) => change({ duties })}
      />
      <p>
        <button type="button" className="button-link" onClick={remove}>
          {t('mech.remove')}
        </button>
      </p>
    </fieldset>
  )
}
