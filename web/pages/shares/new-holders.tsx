import type { ReactElement } from 'react'
import { useT } from '../../locale/desk.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Panel } from '../../ui/page.tsx'
import { UnitPicker } from '../../ui/unit-picker.tsx'
import type { NewHolder } from './draft.ts'
import { holderLabel } from './words.ts'

const KINDS = ['person', 'enterprise', 'unit', 'collective'] as const

/** Holders that the change itself brings in. */
export function NewHolders(props: {
  holders: readonly NewHolder[]
  onChange: (holders: readonly NewHolder[]) => void
}): ReactElement {
  const t = useT()
  const { holders, onChange } = props
  const set = (index: number, next: NewHolder): void =>
    onChange(holders.map((one, i) => (i === index ? next : one)))
  const add = (): void => {
    const number = holders.length + 1
    onChange([...holders, { key: `new-${number}`, kind: 'person' }])
  }
  return (
    <Panel
      title={t('change.newHolder')}
      extra={
        <button type="button" className="button" onClick={add}>
          <Icon name="add" /> {t('change.addHolder')}
        </button>
      }
    >
      {holders.length === 0 ? <p className="muted">{t('common.none')}</p> : null}
      {holders.map((holder, index) => (
        <div key={holder.key} className="change-card">
          <div className="row">
            <SelectField
              label={t('change.newHolderKind')}
              value={holder.kind}
              onChange={(kind) => set(index, { key: holder.key, kind: kind as NewHolder['kind'] })}
              options={KINDS.map((kind) => ({ value: kind, label: t(holderLabel(kind)) }))}
            />
            <button
              type="button"
              className="button-link change-remove"
              onClick={() => onChange(holders.filter((_one, i) => i !== index))}
            >
              {t('change.remove')}
            </button>
          </div>
          {holder.kind === 'person' ? (
            <UnitPicker
              label={t('change.newHolderPerson')}
              kind="person"
              value={
                holder.personId === undefined
                  ? null
                  : { id: holder.personId, name: holder.name ?? holder.personId }
              }
              onChange={(picked) => {
                const { personId: _old, name: _name, ...rest } = holder
                set(
                  index,
                  picked === null ? rest : { ...rest, personId: picked.id, name: picked.name },
                )
              }}
            />
          ) : (
            <TextField
              label={t('change.newHolderName')}
              value={holder.name ?? ''}
              onChange={(name) => set(index, { ...holder, name })}
            />
          )}
        </div>
      ))}
    </Panel>
  )
}
