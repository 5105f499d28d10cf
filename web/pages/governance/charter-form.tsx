import type { ReactElement } from 'react'
import { text } from '../../../src/kernel/text.ts'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/governance.ts'
import { comma, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/page.tsx'
import { CHOICES, changed, type Charter, FORMS, LONG, OPTIONAL, valueAt } from './charter-words.ts'

/** Every parameter in a field of its own kind. */
export function CharterForm(props: {
  parameters: Charter
  titles: Out<'readCharter'>['differences']
  onChange: (next: Charter) => void
}): ReactElement {
  return (
    <div className="stack">
      {GROUPS.map(([group, words]) => (
        <Panel key={group} title={say(words)}>
          <div className="gov-parameters">
            {props.titles
              .filter(({ path }) => groupOf(path) === group)
              .map(({ path, title }) => (
                <Parameter
                  key={path}
                  path={path}
                  label={say(title)}
                  value={valueAt(props.parameters, path)}
                  onChange={(value) => props.onChange(changed(props.parameters, path, value))}
                />
              ))}
          </div>
        </Panel>
      ))}
    </div>
  )
}

const GROUPS = [
  ['', text('名称和业务', 'Name and business')],
  ['members', text('成员', 'Members')],
  ['contributions', text('出资', 'Contributions')],
  ['assembly', text('成员大会', 'Assembly')],
  ['additional', text('附加表决权', 'Additional votes')],
  ['officers', text('理事、监事', 'Officers')],
  ['finance', text('财务和盈余分配', 'Finance and distribution')],
  ['ending', text('修改、解散和公告', 'Amendment, dissolution, announcements')],
] as const

const groupOf = (path: string): string => (path.includes('.') ? (path.split('.')[0] ?? '') : '')

function Parameter(props: {
  path: string
  label: string
  value: unknown
  onChange: (value: unknown) => void
}): ReactElement {
  const t = useT()
  const { path, label, value, onChange } = props
  const choices = CHOICES[path]
  if (typeof value === 'boolean') {
    return (
      <SelectField
        label={label}
        value={String(value)}
        onChange={(next) => onChange(next === 'true')}
        options={[
          { value: 'true', label: t('c.yes') },
          { value: 'false', label: t('c.no') },
        ]}
      />
    )
  }
  if (choices !== undefined) {
    return (
      <SelectField
        label={label}
        value={String(value)}
        onChange={onChange}
        options={choices.map(([key, words]) => ({ value: key, label: say(words) }))}
      />
    )
  }
  if (Array.isArray(value)) {
    return <ManyOf {...props} value={value as readonly string[]} />
  }
  if (LONG.has(path)) {
    return (
      <div className="field-wide">
        <TextArea
          label={label}
          value={typeof value === 'string' ? value : ''}
          onChange={onChange}
          rows={2}
          {...(path === 'scope' ? {} : { hint: t('c.ownWords') })}
        />
      </div>
    )
  }
  const numeric = typeof value === 'number' || path === 'additional.perMember'
  return (
    <TextField
      label={label}
      value={typeof value === 'string' || typeof value === 'number' ? String(value) : ''}
      {...(numeric ? { inputMode: 'numeric' as const } : {})}
      onChange={(typed) => {
        const empty = typed.trim() === ''
        if (empty && OPTIONAL.has(path)) onChange(null)
        else if (numeric) onChange(/^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0)
        else onChange(typed)
      }}
    />
  )
}

function ManyOf(props: {
  path: string
  label: string
  value: readonly string[]
  onChange: (value: unknown) => void
}): ReactElement {
  const { path, label, value, onChange } = props
  const matters = useRead('listMatters', { kind: 'assembly' })
  const options =
    path === 'contributions.forms'
      ? FORMS.map(([key, words]) => ({ key, words: say(words) }))
      : (matters.data?.matters ?? []).map((one) => ({ key: one.matter, words: say(one.title) }))
  return (
    <details className="field-wide">
      <summary>
        {label}:{' '}
        {options
          .filter(({ key }) => value.includes(key))
          .map(({ words }) => words)
          .join(comma()) || '—'}
      </summary>
      <fieldset className="gov-picks">
        <legend className="visually-hidden">{label}</legend>
        {options.map(({ key, words }) => (
          <label key={key} className="check">
            <input
              type="checkbox"
              checked={value.includes(key)}
              onChange={(event) =>
                onChange(
                  event.target.checked ? [...value, key] : value.filter((one) => one !== key),
                )
              }
            />
            {words}
          </label>
        ))}
      </fieldset>
    </details>
  )
}
