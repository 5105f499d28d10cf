import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { Refused } from '../../ui/state.tsx'

type Proposal = Out<'proposeUnions'>['proposals'][number]

/** Forms a union out of a proposal: its name, its day, and which of the proposed co-ops join. */
export function FormUnion(props: { proposal: Proposal; close: () => void }): ReactElement {
  const t = useT()
  const go = useGo()
  const { clock } = useMe()
  const act = useAct('formUnion')
  const { proposal } = props
  const [name, setName] = useState('')
  const [foundedOn, setFoundedOn] = useState(clock.today)
  const [document, setDocument] = useState('')
  const [members, setMembers] = useState<readonly string[]>(() =>
    proposal.cooperatives.map((coop) => coop.id),
  )
  return (
    <Dialog
      open
      onClose={props.close}
      title={t('formUnion.titleOf', {
        town: proposal.town.name,
        industry: proposal.industry.name,
      })}
      actions={
        <button
          type="button"
          className="button button-primary"
          disabled={name.trim() === '' || document.trim() === '' || act.isPending}
          onClick={() =>
            act.mutate(
              {
                input: {
                  seatId: proposal.town.id,
                  name,
                  foundedOn,
                  memberIds: [...members],
                  document,
                },
              },
              { onSuccess: ({ id }) => go(paths.union(id)) },
            )
          }
        >
          {t('formUnion.title')}
        </button>
      }
    >
      <TextField label={t('formUnion.name')} value={name} onChange={setName} required />
      <DayField
        label={t('formUnion.foundedOn')}
        value={foundedOn}
        max={clock.today}
        onChange={setFoundedOn}
      />
      <Members proposal={proposal} chosen={members} onChange={setMembers} />
      <TextField label={t('formUnion.document')} value={document} onChange={setDocument} required />
      {act.error === null ? null : <Refused error={act.error} write />}
    </Dialog>
  )
}

function Members(props: {
  proposal: Proposal
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}): ReactElement {
  const t = useT()
  const { proposal, chosen } = props
  const flip = (id: string): void =>
    props.onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  return (
    <fieldset className="choice stack-tight">
      <legend>{t('formUnion.members')}</legend>
      {proposal.cooperatives.map((coop) => (
        <label key={coop.id} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(coop.id)}
            onChange={() => flip(coop.id)}
          />
          {coop.name}
        </label>
      ))}
    </fieldset>
  )
}
