import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { asWritten } from '../../locale/translate.ts'
import { useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'

type Proposal = Out<'proposeUnions'>['proposals'][number]

/** Starts founding a union of the co-ops that were proposed: every co-op's own assembly decides. */
export function StartUnion(props: { proposal: Proposal; close: () => void }): ReactElement {
  const t = useT()
  const go = useGo()
  const { proposal } = props
  const all = proposal.cooperatives
  const industries = useRead('listIndustries', {})
  const industry = industries.data?.industries.find(({ id }) => id === proposal.industry.id)
  const [name, setName] = useState('')
  const [members, setMembers] = useState<readonly string[]>(all.map(({ id }) => id))
  const [lead, setLead] = useState(all[0]?.id ?? '')
  const chosen = members.includes(lead) ? lead : (members[0] ?? '')
  const flip = (id: string): void =>
    setMembers(members.includes(id) ? members.filter((one) => one !== id) : [...members, id])
  return (
    <WriteDialog
      title={t('ufound.start')}
      confirm={t('start.confirm')}
      verb="startUnionFounding"
      input={
        name.trim() === '' || chosen === ''
          ? null
          : {
              seatId: proposal.town.id,
              name: name.trim(),
              leadId: chosen,
              memberIds: [...members],
              ...(industry === undefined ? {} : { industry: industry.code }),
            }
      }
      close={props.close}
      onDone={({ unionId }) => go(paths.union(unionId))}
    >
      {(faults) => (
        <>
          <Notice tone="info">{t('ufound.startHint')}</Notice>
          <TextField
            label={t('ufound.name')}
            value={name}
            error={faults.at('name')}
            onChange={setName}
          />
          <fieldset className="choice stack-tight">
            <legend>
              {t('ufound.members')} · {proposal.town.name} · {proposal.industry.name}
            </legend>
            {all.map((coop) => (
              <label key={coop.id} className="check">
                <input
                  type="checkbox"
                  checked={members.includes(coop.id)}
                  onChange={() => flip(coop.id)}
                />
                {asWritten(coop.name)}
              </label>
            ))}
          </fieldset>
          <SelectField
            label={t('ufound.lead')}
            value={chosen}
            options={all
              .filter(({ id }) => members.includes(id))
              .map((coop) => ({ value: coop.id, label: asWritten(coop.name) }))}
            onChange={setLead}
          />
        </>
      )}
    </WriteDialog>
  )
}
