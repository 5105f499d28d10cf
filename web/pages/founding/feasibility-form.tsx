import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { type Label, useT } from '../../locale/founding.ts'
import { say } from '../../locale/translate.ts'
import { TextArea, TextField } from '../../ui/field.tsx'
import { showYuan } from '../../ui/figures.tsx'
import { Notice } from '../../ui/page.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'

type Project = Out<'readFounding'>

const WORDS = ['scale', 'market', 'partner', 'risks', 'benefits'] as const
const MONEY = ['budget', 'ownFunds', 'borrowed', 'income', 'cost'] as const
type Key = (typeof WORDS)[number] | (typeof MONEY)[number]
type Typed = Readonly<Record<Key, string>>

const EMPTY: Typed = {
  scale: '',
  market: '',
  partner: '',
  risks: '',
  benefits: '',
  budget: '',
  ownFunds: '',
  borrowed: '0',
  income: '',
  cost: '',
}

/** The frame of the feasibility report: words and figures, with what the figures say together. */
export function FeasibilityForm(props: { project: Project; close: () => void }): ReactElement {
  const t = useT()
  const { project } = props
  const [typed, setTyped] = useState<Typed>(() => ({
    ...EMPTY,
    ...(project.feasibility as Partial<Typed> | null),
  }))
  const ready = [...WORDS.filter((key) => key !== 'partner'), ...MONEY].every(
    (key) => typed[key].trim() !== '',
  )
  const label = (key: Key): Label => `feas.${key}`
  return (
    <WriteDialog
      wide
      title={t('project.feasibility')}
      confirm={t('common.save')}
      verb="fillFeasibility"
      input={ready ? { projectId: project.projectId, feasibility: { ...typed } } : null}
      close={props.close}
      onDone={() => undefined}
      preview={({ surplus, gap, notes }) => (
        <Notice tone={notes.length === 0 ? 'pass' : 'depends'}>
          {t('feas.result', { surplus: showYuan(surplus) ?? '', gap: showYuan(gap) ?? '' })}
          {notes.map((note) => (
            <p key={note.en}>{say(note)}</p>
          ))}
        </Notice>
      )}
    >
      {(faults) => (
        <div className="columns-2">
          {WORDS.map((key) => (
            <TextArea
              key={key}
              label={t(label(key))}
              rows={2}
              value={typed[key]}
              error={faults.at(key)}
              onChange={(value) => setTyped({ ...typed, [key]: value })}
            />
          ))}
          {MONEY.map((key) => (
            <TextField
              key={key}
              label={t(label(key))}
              inputMode="decimal"
              value={typed[key]}
              error={faults.at(key)}
              onChange={(value) => setTyped({ ...typed, [key]: value })}
            />
          ))}
        </div>
      )}
    </WriteDialog>
  )
}
