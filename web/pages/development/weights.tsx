import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { comma, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { showPercent } from '../../ui/figures.tsx'
import { Facts, Panel } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { RulesEffect } from './rules-effect.tsx'
import { CLASS_WORDS, CLASSES, type CoopClass } from './words.ts'

type Rules = Out<'readDevelopmentRules'>['rules']
type Weight = keyof Rules['pairing']

/** In the order in which they are read: who may pair at all, then what gives points, then the search itself. */
const WEIGHTS = [
  'capacity',
  'bigMembers',
  'farthestKilometres',
  'sameIndustry',
  'sameKind',
  'sameVillage',
  'sameTown',
  'borderingTown',
  'perClass',
  'perKilometre',
  'least',
  'seconds',
] as const satisfies readonly Weight[]

/** What pairing and union proposals are weighed by, and the cap on stakes: the county's own, with day and source. */
export function Weights(): ReactElement {
  const t = useT()
  const may = useMay()
  const read = useRead('readDevelopmentRules', {})
  const [editing, setEditing] = useState(false)
  return (
    <Panel
      title={t('weight.title')}
      hint={t('weight.hint')}
      extra={
        may('saveDevelopmentRules') && read.data !== undefined ? (
          <button type="button" className="button" onClick={() => setEditing(true)}>
            {t('weight.edit')}
          </button>
        ) : undefined
      }
    >
      <Loaded read={read} lines={5}>
        {({ rules, version, validFrom, source }) => (
          <>
            <p className="muted">
              {version === 0
                ? t('tests.shipped', { source: say(source) })
                : t('tests.sentence', { n: version, from: validFrom ?? '', source: say(source) })}
            </p>
            <Facts
              columns={3}
              facts={[
                ...WEIGHTS.map((key) => ({
                  label: t(`weight.${key}`),
                  value: String(rules.pairing[key]),
                })),
                {
                  label: t('weight.union'),
                  value: t('weight.unionOf', {
                    least: rules.union.least,
                    most: rules.union.most,
                  }),
                },
                {
                  label: t('weight.classes'),
                  value: rules.union.classes.map((of) => say(CLASS_WORDS[of])).join(comma()),
                },
                { label: t('weight.cap'), value: showPercent(rules.stakeCap) },
              ]}
            />
          </>
        )}
      </Loaded>
      {editing && read.data !== undefined ? (
        <EditWeights rules={read.data.rules} close={() => setEditing(false)} />
      ) : null}
    </Panel>
  )
}

interface Typed {
  readonly pairing: Readonly<Record<Weight, string>>
  readonly least: string
  readonly most: string
  readonly classes: ReadonlySet<CoopClass>
  /** Percent. */
  readonly cap: string
  readonly from: string
  readonly source: string
  readonly reason: string
}

const whole = (typed: string): number | null => (/^\d{1,5}$/.test(typed) ? Number(typed) : null)

/** Percent as an exact fraction; null where it is no number. */
function shareOf(typed: string): string | null {
  const plain = typed.trim().replace(/[%％]$/u, '')
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(plain)) return null
  const [digits = '0', places = ''] = plain.split('.')
  return `${digits}${places}/1${'0'.repeat(places.length + 2)}`
}

/** The rules as they are typed; null while something is no number. */
function rulesOf(rules: Rules, typed: Typed): Rules | null {
  const [least, most, stakeCap] = [whole(typed.least), whole(typed.most), shareOf(typed.cap)]
  const numbers = WEIGHTS.map((key) => [key, whole(typed.pairing[key])] as const)
  if (least === null || most === null || stakeCap === null || typed.classes.size === 0) return null
  if (numbers.some(([, value]) => value === null)) return null
  return {
    ...rules,
    pairing: Object.fromEntries(numbers) as Rules['pairing'],
    union: { least, most, classes: CLASSES.filter((of) => typed.classes.has(of)) },
    stakeCap,
  }
}

function inputOf(rules: Rules | null, typed: Typed): In<'saveDevelopmentRules'> | null {
  const [source, reason] = [typed.source.trim(), typed.reason.trim()]
  if (rules === null || source === '' || reason === '' || typed.from === '') return null
  return { from: typed.from, source, reason, rules }
}

const typedOf = (rules: Rules, today: string): Typed => ({
  pairing: Object.fromEntries(
    WEIGHTS.map((key) => [key, String(rules.pairing[key])]),
  ) as Typed['pairing'],
  least: String(rules.union.least),
  most: String(rules.union.most),
  classes: new Set(rules.union.classes),
  cap: showPercent(rules.stakeCap),
  from: today,
  source: '',
  reason: '',
})

function EditWeights({ rules, close }: { rules: Rules; close: () => void }): ReactElement {
  const t = useT()
  const { today } = useMe().clock
  const [typed, setTyped] = useState<Typed>(() => typedOf(rules, today))
  const set = (change: Partial<Typed>): void => setTyped({ ...typed, ...change })
  const changed = rulesOf(rules, typed)
  return (
    <WriteDialog
      wide
      verb="saveDevelopmentRules"
      title={t('weight.edit')}
      confirm={t('tests.save')}
      input={inputOf(changed, typed)}
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <Numbers typed={typed} set={set} faults={faults} />
          <ClassPicks typed={typed} set={set} />
          <RulesEffect rules={changed} />
          <div className="columns-2">
            <DayField
              label={t('tests.from')}
              value={typed.from}
              onChange={(from) => set({ from })}
            />
            <TextField
              label={t('tests.source')}
              value={typed.source}
              required
              error={faults.at('source')}
              onChange={(source) => set({ source })}
            />
          </div>
          <TextField
            label={t('tests.why')}
            value={typed.reason}
            required
            error={faults.at('reason')}
            onChange={(reason) => set({ reason })}
          />
        </>
      )}
    </WriteDialog>
  )
}

function Numbers(props: {
  typed: Typed
  set: (change: Partial<Typed>) => void
  faults: FaultBook
}): ReactElement {
  const t = useT()
  const { typed, set, faults } = props
  return (
    <div className="weight-fields">
      {WEIGHTS.map((key) => (
        <TextField
          key={key}
          label={t(`weight.${key}`)}
          inputMode="numeric"
          value={typed.pairing[key]}
          error={faults.at(`rules.pairing.${key}`)}
          onChange={(value) => set({ pairing: { ...typed.pairing, [key]: value } })}
        />
      ))}
      <TextField
        label={t('weight.leastOf')}
        inputMode="numeric"
        value={typed.least}
        error={faults.at('rules.union.least')}
        onChange={(least) => set({ least })}
      />
      <TextField
        label={t('weight.mostOf')}
        inputMode="numeric"
        value={typed.most}
        error={faults.at('rules.union.most')}
        onChange={(most) => set({ most })}
      />
      <TextField
        label={t('weight.cap')}
        inputMode="decimal"
        value={typed.cap}
        error={faults.at('rules.stakeCap')}
        onChange={(cap) => set({ cap })}
      />
    </div>
  )
}

function ClassPicks(props: { typed: Typed; set: (change: Partial<Typed>) => void }): ReactElement {
  const t = useT()
  const { typed, set } = props
  const flip = (of: CoopClass): void => {
    const classes = new Set(typed.classes)
    if (!classes.delete(of)) classes.add(of)
    set({ classes })
  }
  return (
    <fieldset className="row">
      <legend>{t('weight.classes')}</legend>
      {CLASSES.map((of) => (
        <label key={of} className="check">
          <input type="checkbox" checked={typed.classes.has(of)} onChange={() => flip(of)} />
          <span>{say(CLASS_WORDS[of])}</span>
        </label>
      ))}
    </fieldset>
  )
}
