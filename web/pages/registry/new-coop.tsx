import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { say } from '../../locale/translate.ts'
import { useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Refused } from '../../ui/state.tsx'
import { useKinds } from './use-names.ts'
import { STATUS_WORDS } from './words.ts'

type Village = Out<'readVillage'>
/** The statuses in which a co-op may come into the registry. */
const FIRST_STATUSES = ['preparing', 'founding', 'registered'] as const

/** A co-op comes into the registry: where it is, who leads it, who holds for the collective, what it does. */
export function NewCoop(props: { village: Village; close: () => void }): ReactElement {
  const { village, close } = props
  const t = useT()
  const go = useGo()
  const { clock } = useMe()
  const act = useAct('registerCooperatives')
  const [name, setName] = useState('')
  const [mainKind, setKind] = useState('')
  const [industry, setIndustry] = useState('')
  const [status, setStatus] = useState<(typeof FIRST_STATUSES)[number]>('preparing')
  const [branchId, setBranch] = useState(village.branches[0]?.id ?? '')
  const [collectiveId, setCollective] = useState(village.collectives[0]?.id ?? '')
  const [from, setFrom] = useState(clock.today)
  const submit = (): void => {
    const row = {
      name,
      villageId: village.id,
      mainKind,
      status,
      from,
      ...(industry === '' ? {} : { industry }),
      ...(branchId === '' ? {} : { branchId }),
      ...(collectiveId === '' ? {} : { collectiveId }),
    }
    act.mutate(
      { input: { unitId: village.id, rows: [row] } },
      { onSuccess: ({ ids }) => go(paths.coop(ids[0] ?? '')) },
    )
  }
  return (
    <Dialog
      open
      onClose={close}
      title={t('newCoop.titleIn', { village: village.shortName })}
      actions={
        <button
          type="button"
          className="button button-primary"
          disabled={name.trim() === '' || mainKind === '' || act.isPending}
          onClick={submit}
        >
          {t('newCoop.title')}
        </button>
      }
    >
      <TextField label={t('newCoop.name')} value={name} onChange={setName} required />
      <KindAndIndustry
        value={{ kind: mainKind, industry }}
        onKind={setKind}
        onIndustry={setIndustry}
      />
      <Leaders
        village={village}
        value={{ branchId, collectiveId }}
        onBranch={setBranch}
        onCollective={setCollective}
      />
      <div className="columns-2">
        <SelectField
          label={t('newCoop.status')}
          value={status}
          onChange={(value) => setStatus(value as (typeof FIRST_STATUSES)[number])}
          options={FIRST_STATUSES.map((one) => ({ value: one, label: say(STATUS_WORDS[one]) }))}
        />
        <DayField label={t('newCoop.from')} value={from} max={clock.today} onChange={setFrom} />
      </div>
      {act.error === null ? null : <Refused error={act.error} write />}
    </Dialog>
  )
}

/** Who leads and who holds: two different things, chosen apart. */
function Leaders(props: {
  village: Village
  value: { readonly branchId: string; readonly collectiveId: string }
  onBranch: (id: string) => void
  onCollective: (id: string) => void
}): ReactElement {
  const t = useT()
  const { village } = props
  return (
    <div className="columns-2">
      <Choice
        label={t('newCoop.branch')}
        value={props.value.branchId}
        of={village.branches}
        set={props.onBranch}
      />
      <Choice
        label={t('newCoop.collective')}
        value={props.value.collectiveId}
        of={village.collectives}
        set={props.onCollective}
      />
    </div>
  )
}

function Choice(props: {
  label: string
  value: string
  of: readonly { readonly id: string; readonly name: string }[]
  set: (id: string) => void
}): ReactElement {
  return (
    <SelectField
      label={props.label}
      value={props.value}
      placeholder="—"
      onChange={props.set}
      options={props.of.map((one) => ({ value: one.id, label: one.name }))}
    />
  )
}

/** The county's catalogues of kinds and industries as two choices. */
export function KindAndIndustry(props: {
  value: { readonly kind: string; readonly industry: string }
  onKind: (code: string) => void
  onIndustry: (code: string) => void
}): ReactElement {
  const t = useT()
  const kinds = useKinds()
  const industries = useRead('listIndustries', {}, { fresh: Number.POSITIVE_INFINITY })
  return (
    <div className="columns-2">
      <SelectField
        label={t('newCoop.kind')}
        value={props.value.kind}
        placeholder="—"
        onChange={props.onKind}
        options={kinds.options}
      />
      <SelectField
        label={t('newCoop.industry')}
        value={props.value.industry}
        placeholder="—"
        onChange={props.onIndustry}
        options={(industries.data?.industries ?? []).map((one) => ({
          value: one.code,
          label: one.path.length > 1 ? one.path.join(' / ') : say(one.name),
        }))}
      />
    </div>
  )
}
