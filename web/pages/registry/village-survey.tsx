import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { type Label, useT } from '../../locale/division.ts'
import { comma, say, semicolon } from '../../locale/translate.ts'
import { useMe } from '../../session.tsx'
import { DayField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { NumberField } from './number-field.tsx'
import { readCount } from './read-count.ts'
import { useKinds } from './use-names.ts'
import type { FaultBook } from './use-trial.ts'
import { WriteDialog } from './write-dialog.tsx'

type Village = Out<'readVillage'>
type Answers = In<'surveyVillage'>['answers']

const MU = ['landMu', 'idleLandMu', 'collectiveLandMu'] as const
const WORDS = ['water', 'facilities', 'location', 'culture'] as const
const LISTS = ['products', 'skilledPeople'] as const
const YES = ['certified', 'nearTown', 'scenic'] as const
type Typed = Readonly<
  Record<
    (typeof MU | typeof WORDS | typeof LISTS)[number] | 'labourAtHome' | 'surveyedOn',
    string
  > &
    Record<(typeof YES)[number], boolean>
>

const LABELS: Readonly<Record<Exclude<keyof Typed, 'surveyedOn'>, Label>> = {
  landMu: 'village.landMu',
  idleLandMu: 'village.idleLandMu',
  collectiveLandMu: 'survey.collectiveLandMu',
  certified: 'survey.certified',
  water: 'survey.water',
  facilities: 'survey.facilities',
  labourAtHome: 'village.labour',
  location: 'survey.location',
  nearTown: 'survey.nearTown',
  culture: 'survey.culture',
  scenic: 'survey.scenic',
  products: 'village.products',
  skilledPeople: 'survey.skilledPeople',
}

const wordsOf = (text: string): string[] =>
  text
    .split(/[、,\uFF0C;\uFF1B\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')

function firstOf(answers: Answers | undefined, today: string): Typed {
  const text = (value: string | number | undefined): string => String(value ?? '')
  return {
    surveyedOn: today,
    landMu: text(answers?.landMu),
    idleLandMu: text(answers?.idleLandMu),
    collectiveLandMu: text(answers?.collectiveLandMu),
    labourAtHome: text(answers?.labourAtHome),
    water: text(answers?.water),
    facilities: text(answers?.facilities),
    location: text(answers?.location),
    culture: text(answers?.culture),
    products: (answers?.products ?? []).join('、'),
    skilledPeople: (answers?.skilledPeople ?? []).join('、'),
    certified: answers?.certified ?? false,
    nearTown: answers?.nearTown ?? false,
    scenic: answers?.scenic ?? false,
  }
}

function inputOf(villageId: string, typed: Typed): In<'surveyVillage'> | null {
  const labour = readCount(typed.labourAtHome)
  if (labour === null || typed.surveyedOn === '') return null
  const texts = [...MU, ...WORDS].flatMap((key) =>
    typed[key].trim() === '' ? [] : [[key, typed[key].trim()] as const],
  )
  return {
    villageId,
    surveyedOn: typed.surveyedOn,
    answers: {
      ...Object.fromEntries(texts),
      ...(labour === undefined ? {} : { labourAtHome: labour }),
      certified: typed.certified,
      nearTown: typed.nearTown,
      scenic: typed.scenic,
      products: wordsOf(typed.products),
      skilledPeople: wordsOf(typed.skilledPeople),
    },
  }
}

/** What the village has to start from; the kinds that would suit it stand there while it is typed. */
export function VillageSurvey(props: {
  village: Village
  close: () => void
  onDone: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { village } = props
  const [typed, setTyped] = useState(() => firstOf(village.survey?.answers, clock.today))
  const set = (key: keyof Typed, value: string | boolean): void =>
    setTyped({ ...typed, [key]: value })
  return (
    <WriteDialog
      wide
      title={t('survey.titleOf', { village: village.shortName })}
      confirm={t('survey.record')}
      verb="surveyVillage"
      input={inputOf(village.id, typed)}
      close={props.close}
      onDone={props.onDone}
      preview={(answer) => <Suggested suggestions={answer.suggestions} />}
    >
      {(faults) => <SurveyFields typed={typed} set={set} faults={faults} />}
    </WriteDialog>
  )
}

interface FieldsProps {
  readonly typed: Typed
  readonly set: (key: keyof Typed, value: string | boolean) => void
}

function SurveyFields(props: FieldsProps & { faults: FaultBook }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { typed, set, faults } = props
  return (
    <div className="columns-2">
      <DayField
        label={t('survey.on')}
        value={typed.surveyedOn}
        max={clock.today}
        onChange={(day) => set('surveyedOn', day)}
      />
      <NumberField
        label={t(LABELS.labourAtHome)}
        value={typed.labourAtHome}
        error={readCount(typed.labourAtHome) === null ? t('base.wrong') : faults.at('labourAtHome')}
        onChange={(value) => set('labourAtHome', value)}
      />
      {MU.map((key) => (
        <TextField
          key={key}
          label={t(LABELS[key])}
          inputMode="decimal"
          value={typed[key]}
          error={faults.at(key)}
          onChange={(value) => set(key, value)}
        />
      ))}
      {LISTS.map((key) => (
        <TextField
          key={key}
          label={t(LABELS[key])}
          hint={t('survey.listHint')}
          value={typed[key]}
          error={faults.at(key)}
          onChange={(value) => set(key, value)}
        />
      ))}
      <YesFields typed={typed} set={set} />
      {WORDS.map((key) => (
        <TextArea
          key={key}
          label={t(LABELS[key])}
          rows={2}
          value={typed[key]}
          error={faults.at(key)}
          onChange={(value) => set(key, value)}
        />
      ))}
    </div>
  )
}

function YesFields({ typed, set }: FieldsProps): ReactElement {
  const t = useT()
  return (
    <fieldset className="choice stack-tight">
      <legend>{t('survey.yes')}</legend>
      {YES.map((key) => (
        <label key={key} className="check">
          <input
            type="checkbox"
            checked={typed[key]}
            onChange={(event) => set(key, event.target.checked)}
          />
          {t(LABELS[key])}
        </label>
      ))}
    </fieldset>
  )
}

function Suggested(props: { suggestions: Out<'surveyVillage'>['suggestions'] }): ReactElement {
  const t = useT()
  const kinds = useKinds()
  if (props.suggestions.length === 0) {
    return <Notice tone="info">{t('survey.noSuggestion')}</Notice>
  }
  return (
    <Notice tone="pass">
      <strong>
        {t('survey.suggests', {
          kinds: props.suggestions.map((one) => kinds.nameOf(one.kind)).join(comma()),
        })}
      </strong>
      <ul className="plain-list">
        {props.suggestions.map((one) => (
          <li key={one.kind}>
            {kinds.nameOf(one.kind)}{' '}
            <span className="muted">
              {one.reasons.map((reason) => say(reason)).join(semicolon())}
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
