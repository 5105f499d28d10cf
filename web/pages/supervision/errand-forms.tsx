import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/supervision.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import type { Me } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { base64Of, type Picture, picturesOf } from '../ledger/photo.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { type AssignmentRow, DESK_WORDS, optionsOf } from './words.ts'

type Own = NonNullable<Me['grants'][number]['unit']>
interface OfRow {
  readonly row: AssignmentRow
  readonly close: () => void
}

/** What was done, with photographs: camera first. */
export function Reply({ row, close }: OfRow): ReactElement {
  const t = useT()
  const [words, setWords] = useState('')
  const [pictures, setPictures] = useState<readonly (Picture & { content: string })[]>([])
  const take = async (files: FileList | null): Promise<void> => {
    if (files === null) return
    const fresh = await Promise.all(
      (await picturesOf(files)).map(async (one) => ({ ...one, content: await base64Of(one.blob) })),
    )
    setPictures([...pictures, ...fresh].slice(0, 6))
  }
  const { assignmentId } = row
  const photos = pictures.map(({ name, content }) => ({ name, content }))
  return (
    <WriteDialog
      title={t('assign.reply')}
      confirm={t('assign.reply')}
      verb="replyAssignment"
      input={words.trim() === '' ? null : { assignmentId, words: words.trim(), photos }}
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <p>
            <strong>{asWritten(row.what)}</strong>
          </p>
          <TextArea
            label={t('assign.words')}
            rows={4}
            value={words}
            error={faults.at('words')}
            onChange={setWords}
          />
          <label className="button">
            <Icon name="camera" /> {t('assign.addPhoto')}
            <input
              type="file"
              className="visually-hidden"
              accept="image/*,application/pdf"
              multiple
              onChange={(event) => void take(event.target.files)}
            />
          </label>
          <div className="errand-photos">
            {pictures.map(({ key, name, preview }) =>
              preview === null ? (
                <span key={key}>{name}</span>
              ) : (
                <img key={key} src={preview} alt={name} />
              ),
            )}
          </div>
        </>
      )}
    </WriteDialog>
  )
}

/** Done, or back to who answered. */
export function Judge({ row, done, close }: OfRow & { done: boolean }): ReactElement {
  const t = useT()
  const label = t(done ? 'assign.confirm' : 'assign.return')
  return (
    <ReasonDialog
      title={label}
      confirm={label}
      verb="judgeAssignment"
      input={(words) => ({ assignmentId: row.assignmentId, done, words })}
      close={close}
    >
      <p>{asWritten(row.what)}</p>
    </ReasonDialog>
  )
}

export function Withdraw({ row, close }: OfRow): ReactElement {
  const t = useT()
  return (
    <ReasonDialog
      title={t('assign.withdraw')}
      confirm={t('assign.withdraw')}
      danger
      verb="withdrawAssignment"
      input={(reason) => ({ assignmentId: row.assignmentId, reason })}
      close={close}
    />
  )
}

/** A town passes on to a village what the county gave it. */
export function Pass({ row, close }: OfRow): ReactElement {
  return (
    <GiveForm
      own={{ id: row.to.id, kind: 'town' }}
      title="assign.pass"
      start={{
        what: row.what,
        dueOn: row.dueOn,
        responsible: row.responsible,
        parentId: row.assignmentId,
      }}
      close={close}
    />
  )
}

export function Give({ own, close }: { own: Own; close: () => void }): ReactElement {
  return (
    <GiveForm
      own={own}
      title="assign.give"
      start={{ what: '', dueOn: '', responsible: '' }}
      close={close}
    />
  )
}

function GiveForm(props: {
  own: Pick<Own, 'id' | 'kind'>
  title: 'assign.give' | 'assign.pass'
  start: { what: string; dueOn: string; responsible: string; parentId?: string }
  close: () => void
}): ReactElement {
  const t = useT()
  const { own, start } = props
  const [what, setWhat] = useState(start.what)
  const [dueOn, setDueOn] = useState(start.dueOn)
  const [responsible, setResponsible] = useState(start.responsible)
  const [to, setTo] = useState<readonly string[]>([])
  const ready = to.length > 0 && what.trim() !== '' && responsible.trim() !== '' && dueOn !== ''
  const input: In<'giveAssignments'> | null = ready
    ? {
        unitId: own.id,
        to: [...to],
        what: what.trim(),
        responsible: responsible.trim(),
        dueOn,
        ...(start.parentId === undefined ? {} : { parentId: start.parentId }),
      }
    : null
  return (
    <WriteDialog
      title={t(props.title)}
      confirm={t(props.title)}
      verb="giveAssignments"
      input={input}
      close={props.close}
      onDone={() => undefined}
    >
      {() => (
        <>
          <TextArea label={t('assign.what')} value={what} onChange={setWhat} />
          {own.kind === 'county' ? (
            <Towns chosen={to} choose={setTo} />
          ) : (
            <OneVillage choose={(id) => setTo(id === null ? [] : [id])} />
          )}
          <div className="columns-2">
            <TextField
              label={t('assign.responsible')}
              value={responsible}
              onChange={setResponsible}
            />
            <DayField label={t('assign.due')} value={dueOn} onChange={setDueOn} />
          </div>
        </>
      )}
    </WriteDialog>
  )
}

function Towns(props: {
  chosen: readonly string[]
  choose: (ids: readonly string[]) => void
}): ReactElement {
  const t = useT()
  const { data } = useRead('listTaskForces', {})
  const towns = (data?.towns ?? []).map(({ town }) => town)
  const { chosen, choose } = props
  return (
    <fieldset className="choice">
      <legend>{t('assign.chooseTowns')}</legend>
      <label className="check">
        <input
          type="checkbox"
          checked={towns.length > 0 && chosen.length === towns.length}
          onChange={(event) => choose(event.target.checked ? towns.map(({ id }) => id) : [])}
        />
        <strong>{t('assign.allTowns')}</strong>
      </label>
      {towns.map(({ id, name }) => (
        <label key={id} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) =>
              choose(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  )
}

function OneVillage({ choose }: { choose: (id: string | null) => void }): ReactElement {
  const t = useT()
  const [village, setVillage] = useState<Picked | null>(null)
  return (
    <UnitPicker
      label={t('assign.village')}
      kind="village"
      value={village}
      onChange={(picked) => {
        setVillage(picked)
        choose(picked?.id ?? null)
      }}
    />
  )
}

/** A village calls its town, a town or village the county and its departments. */
export function Call({ own, close }: { own: Own; close: () => void }): ReactElement {
  const t = useT()
  const [level, setLevel] = useState<'town' | 'county'>(own.kind === 'town' ? 'county' : 'town')
  const [role, setRole] = useState<keyof typeof DESK_WORDS>('county_agriculture')
  const [what, setWhat] = useState('')
  const [responsible, setResponsible] = useState('')
  const ready = what.trim() !== '' && responsible.trim() !== ''
  return (
    <WriteDialog
      title={t('assign.call')}
      confirm={t('assign.call')}
      verb="callUp"
      input={
        ready
          ? {
              unitId: own.id,
              level,
              ...(level === 'county' ? { role } : {}),
              what: what.trim(),
              responsible: responsible.trim(),
            }
          : null
      }
      close={close}
      onDone={() => undefined}
      preview={({ answerBy, dueOn }) => (
        <p className="muted">{t('assign.dueRange', { answer: answerBy, due: dueOn })}</p>
      )}
    >
      {(faults) => (
        <>
          <TextArea
            label={t('assign.what')}
            value={what}
            error={faults.at('what')}
            onChange={setWhat}
          />
          {own.kind === 'town' ? null : (
            <SelectField
              label={t('assign.level')}
              value={level}
              options={[
                { value: 'town', label: t('assign.levelTown') },
                { value: 'county', label: t('assign.levelCounty') },
              ]}
              onChange={(value) => setLevel(value as 'town' | 'county')}
            />
          )}
          {level === 'county' ? (
            <SelectField
              label={t('assign.role')}
              value={role}
              options={optionsOf(DESK_WORDS, say)}
              onChange={(value) => setRole(value as keyof typeof DESK_WORDS)}
            />
          ) : null}
          <TextField
            label={t('assign.responsible')}
            value={responsible}
            onChange={setResponsible}
          />
        </>
      )}
    </WriteDialog>
  )
}
