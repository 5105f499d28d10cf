import { type ReactElement, useState } from 'react'
import { isRefusal, type Out } from '../../api.ts'
import { useT } from '../../locale/approvals.ts'
import { say } from '../../locale/translate.ts'
import { useGo, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { PageHead, Panel } from '../../ui/page.tsx'
import { Empty, Loaded, Refused } from '../../ui/state.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { useTrial } from '../registry/use-trial.ts'
import { Fields } from './fields.tsx'
import { isWhole, sentOf, type Typed } from './values.ts'
import type { Process } from './words.ts'
import './approvals.css'

type Listed = Out<'listProcesses'>['rows'][number]

/** Opens a case: which process, for whom, what it is about. */
export default function NewCase(): ReactElement {
  const t = useT()
  const read = useRead('listProcesses', {})
  return (
    <div className="page approvals narrow-page">
      <PageHead title={t('new.title')} sentence={t('new.sentence')} />
      <Loaded read={read} lines={6}>
        {({ rows }) => {
          const opens = rows.filter((row) => row.opens)
          return opens.length === 0 ? <Empty title={t('new.none')} /> : <Choose rows={opens} />
        }}
      </Loaded>
    </div>
  )
}

function Choose({ rows }: { rows: readonly Listed[] }): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const chosen = rows.find((row) => row.process === search['process']) ?? rows[0]
  const read = useRead('readProcess', { process: chosen?.process ?? '' })
  return (
    <Panel title={t('new.process')}>
      <div className="stack">
        <SelectField
          label={t('new.process')}
          value={chosen?.process ?? ''}
          onChange={(process) => change({ process })}
          options={rows.map((row) => ({ value: row.process, label: say(row.title) }))}
        />
        {chosen === undefined ? null : <p className="muted">{say(chosen.purpose)}</p>}
        <Loaded read={read} lines={6}>
          {({ process }) =>
            process.id === chosen?.process ? <Form key={process.id} process={process} /> : null
          }
        </Loaded>
      </div>
    </Panel>
  )
}

function Form({ process }: { process: Process }): ReactElement {
  const t = useT()
  const me = useMe()
  const go = useGo()
  const [search] = useUrl()
  const own = ownUnit(me)
  const fixed = own?.kind === process.unit ? own : null
  const [picked, setPicked] = useState<Picked | null>(
    search['unitId'] === undefined ? null : { id: search['unitId'], name: search['unit'] ?? '' },
  )
  const unitId = fixed?.id ?? picked?.id ?? ''
  const [title, setTitle] = useState('')
  const [typed, setTyped] = useState<Typed>({})
  const act = useAct('openCase')
  const input = {
    unitId,
    process: process.id,
    title: title.trim(),
    facts: sentOf(process.facts, typed) as never,
  }
  const whole = unitId !== '' && input.title !== '' && isWhole(process.facts, typed)
  const trial = useTrial('openCase', whole && !act.isSuccess ? input : null)
  const error = act.error ?? trial.error
  const fault = (path: string): string | null => {
    const found = isRefusal(error) ? error.faults.find((one) => one.path === path) : undefined
    return found === undefined ? null : say(found.text)
  }
  const open = (): void =>
    act.mutate({ input }, { onSuccess: ({ caseId }) => go(paths.case(caseId)) })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (whole && !act.isPending) open()
      }}
    >
      {fixed === null ? (
        <UnitPicker label={t('new.unit')} kind={process.unit} value={picked} onChange={setPicked} />
      ) : (
        <p>
          {t('new.unit')} <strong>{fixed.name}</strong>
        </p>
      )}
      <TextField
        label={t('new.name')}
        hint={t('new.nameHint')}
        value={title}
        onChange={setTitle}
        maxLength={200}
        required
      />
      <Fields fields={process.facts} typed={typed} set={setTyped} fault={fault} path="$.facts" />
      {error === null ? null : <Refused error={error} write />}
      <div>
        <button
          type="submit"
          className="button button-primary big-button"
          disabled={!whole || act.isPending}
        >
          {t('new.open')}
        </button>
      </div>
    </form>
  )
}
