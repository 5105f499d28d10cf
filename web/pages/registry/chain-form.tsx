import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, Field, SelectField, TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import type { Chain } from './chains.tsx'
import { useIndustries } from './village-industry.tsx'
import { LINK_WORDS, LINKS } from './words.ts'
import { WriteDialog } from './write-dialog.tsx'

type Link = Chain['cooperatives'][number]['link']

interface Member extends Picked {
  readonly link: Link
}

interface Typed {
  readonly town: Picked | null
  readonly name: string
  readonly industry: string
  readonly facilities: string
  readonly note: string
  readonly from: string
  readonly members: readonly Member[]
}

const facilitiesOf = (text: string): string[] =>
  text
    .split(/[、,\uFF0C;\uFF1B\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

function defined(typed: Typed): In<'defineChain'> | null {
  const { town, name, industry, from, members } = typed
  if (town === null || name.trim() === '' || industry === '' || from === '') return null
  return {
    townId: town.id,
    name: name.trim(),
    industry,
    facilities: facilitiesOf(typed.facilities),
    note: typed.note.trim(),
    from,
    cooperatives: members.map(({ id: coopId, link }) => ({ coopId, link })),
  }
}

function changed(chain: Chain, typed: Typed): In<'changeChain'> | null {
  const before = new Map(chain.cooperatives.map((coop) => [coop.id, coop.link]))
  const after = new Set(typed.members.map((member) => member.id))
  const add = typed.members
    .filter((member) => before.get(member.id) !== member.link)
    .map(({ id: coopId, link }) => ({ coopId, link }))
  const remove = chain.cooperatives.filter((coop) => !after.has(coop.id)).map((coop) => coop.id)
  const facilities = facilitiesOf(typed.facilities)
  const same =
    add.length === 0 &&
    remove.length === 0 &&
    facilities.join('\n') === chain.facilities.join('\n') &&
    typed.note.trim() === chain.note
  if (same) return null
  const at = { townId: chain.town.id, chainId: chain.id }
  return { ...at, facilities, note: typed.note.trim(), add, remove }
}

interface FormProps {
  readonly close: () => void
  readonly onDone: () => void
}

/** What both forms ask: the shared facilities, a note, the co-ops at the links. */
function SharedFields(props: {
  typed: Typed
  set: (change: Partial<Typed>) => void
}): ReactElement {
  const t = useT()
  const { typed, set } = props
  return (
    <>
      <TextField
        label={t('chain.facilities')}
        hint={t('survey.listHint')}
        value={typed.facilities}
        onChange={(facilities) => set({ facilities })}
      />
      <TextField label={t('common.note')} value={typed.note} onChange={(note) => set({ note })} />
      <Members members={typed.members} onChange={(members) => set({ members })} />
    </>
  )
}

/** Changes what is shared and who stands at which link. */
export function ChangeChain(props: FormProps & { chain: Chain }): ReactElement {
  const t = useT()
  const { chain } = props
  const [typed, setTyped] = useState<Typed>({
    town: chain.town,
    name: chain.name,
    industry: '',
    facilities: chain.facilities.join('、'),
    note: chain.note,
    from: chain.validFrom,
    members: chain.cooperatives,
  })
  return (
    <WriteDialog
      wide
      title={t('chain.changeOf', { name: chain.name })}
      confirm={t('chain.change')}
      verb="changeChain"
      input={changed(chain, typed)}
      close={props.close}
      onDone={props.onDone}
    >
      {() => <SharedFields typed={typed} set={(change) => setTyped({ ...typed, ...change })} />}
    </WriteDialog>
  )
}

/** Defines a chain of a town. */
export function DefineChain(props: FormProps & { townId: string | null }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const tree = useRead('divisionTree', {})
  const towns = (tree.data?.nodes ?? []).filter((node) => node.level === 'town')
  const industries = useIndustries()
  const [typed, setTyped] = useState<Typed>({
    town: props.townId === null ? null : { id: props.townId, name: '' },
    name: '',
    industry: '',
    facilities: '',
    note: '',
    from: clock.today,
    members: [],
  })
  const set = (change: Partial<Typed>): void => setTyped({ ...typed, ...change })
  return (
    <WriteDialog
      wide
      title={t('chain.define')}
      confirm={t('chain.define')}
      verb="defineChain"
      input={defined(typed)}
      close={props.close}
      onDone={props.onDone}
    >
      {(faults) => (
        <>
          <div className="columns-2">
            <SelectField
              label={t('common.town')}
              value={typed.town?.id ?? ''}
              placeholder="—"
              onChange={(id) => set({ town: id === '' ? null : { id, name: '' } })}
              options={towns.map((one) => ({ value: one.id, label: one.shortName }))}
            />
            <SelectField
              label={t('coops.industry')}
              value={typed.industry}
              placeholder="—"
              onChange={(industry) => set({ industry })}
              options={industries.options}
            />
            <TextField
              label={t('chain.name')}
              value={typed.name}
              error={faults.at('name')}
              onChange={(name) => set({ name })}
            />
            <DayField
              label={t('chain.from')}
              value={typed.from}
              max={clock.today}
              onChange={(from) => set({ from })}
            />
          </div>
          <SharedFields typed={typed} set={set} />
        </>
      )}
    </WriteDialog>
  )
}

function Members(props: {
  members: readonly Member[]
  onChange: (members: readonly Member[]) => void
}): ReactElement {
  const t = useT()
  const { members, onChange } = props
  const [link, setLink] = useState<Link>('production')
  const options = LINKS.map((one) => ({ value: one, label: say(LINK_WORDS[one]) }))
  return (
    <fieldset className="choice stack">
      <legend>{t('chain.coops')}</legend>
      {members.map((member) => (
        <div key={member.id} className="chain-member">
          <span>{member.name}</span>
          <Field label={t('chain.linkOf', { name: member.name })}>
            {(attributes) => (
              <select
                {...attributes}
                className="input"
                value={member.link}
                onChange={(event) =>
                  onChange(
                    members.map((one) =>
                      one.id === member.id ? { ...one, link: event.target.value as Link } : one,
                    ),
                  )
                }
              >
                {options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.label}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <button
            type="button"
            className="button-plain"
            aria-label={t('picked.remove', { name: member.name })}
            onClick={() => onChange(members.filter((one) => one.id !== member.id))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <div className="columns-2">
        <SelectField
          label={t('chain.link')}
          value={link}
          onChange={(value) => setLink(value as Link)}
          options={options}
        />
        <UnitPicker
          label={t('chain.addCoop')}
          kind="coop"
          value={null}
          onChange={(coop) =>
            coop === null || members.some((one) => one.id === coop.id)
              ? undefined
              : onChange([...members, { ...coop, link }])
          }
        />
      </div>
    </fieldset>
  )
}

/** A chain comes to its end; it stays to be seen on the days before. */
export function EndChain(props: {
  chain: Chain
  close: () => void
  onDone: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { chain } = props
  const [on, setOn] = useState(clock.today)
  return (
    <WriteDialog
      title={t('chain.endOf', { name: chain.name })}
      confirm={t('chain.end')}
      danger
      verb="changeChain"
      input={on === '' ? null : { townId: chain.town.id, chainId: chain.id, endOn: on }}
      close={props.close}
      onDone={props.onDone}
    >
      {(faults) => (
        <>
          <p>{t('chain.endBody')}</p>
          <DayField label={t('chain.endOn')} value={on} max={clock.today} onChange={setOn} />
          {faults.at('endOn') === null ? null : <p className="field-error">{faults.at('endOn')}</p>}
        </>
      )}
    </WriteDialog>
  )
}
