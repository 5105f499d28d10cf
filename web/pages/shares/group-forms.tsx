import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { UnitPickers } from '../registry/unit-pickers.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'

export type Group = Out<'listLinkedGroups'>['groups'][number]
export type Objection = Group['objections'][number]
type Kind = Group['kind']
type Decision = In<'decideObjection'>['decision']

const GROUP_KINDS: readonly Kind[] = ['kin', 'agreement', 'employment', 'other']

/** Says that persons are to be counted together, and by what it is shown. */
export function AddGroup({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const own = ownUnit(me)
  const fixed = own !== null && (own.kind === 'village' || own.kind === 'coop')
  const [unit, setUnit] = useState<Picked | null>(fixed ? own : null)
  const [fields, setFields] = useState<GroupFacts>({ name: '', kind: 'kin', evidence: '' })
  const [from, setFrom] = useState(me.clock.today)
  const [people, setPeople] = useState<readonly Picked[]>([])
  const [name, evidence] = [fields.name.trim(), fields.evidence.trim()]
  const ready = unit !== null && name !== '' && evidence !== '' && from !== '' && people.length > 1
  const group = { name, kind: fields.kind, evidence, from }
  return (
    <WriteDialog
      title={t('groups.add')}
      confirm={t('groups.addSubmit')}
      verb="registerLinkedGroups"
      input={
        ready
          ? { unitId: unit.id, groups: [{ ...group, personIds: people.map(({ id }) => id) }] }
          : null
      }
      onDone={() => undefined}
      close={close}
      preview={() => (
        <Notice tone="pass">{t('groups.addOk', { n: people.length, day: from })}</Notice>
      )}
    >
      {(faults) => (
        <>
          <p className="muted">{t('groups.addHint')}</p>
          {fixed ? null : (
            <UnitPicker
              label={t('groups.where')}
              hint={t('groups.whereHint')}
              kind="village"
              value={unit}
              onChange={setUnit}
            />
          )}
          <GroupFields fields={fields} faults={faults} onChange={setFields} />
          <UnitPickers
            label={t('groups.addPerson')}
            kind="person"
            several
            value={people}
            onChange={setPeople}
          />
          <DayField label={t('groups.from')} value={from} max={me.clock.today} onChange={setFrom} />
        </>
      )}
    </WriteDialog>
  )
}

interface GroupFacts {
  readonly name: string
  readonly kind: Kind
  readonly evidence: string
}

function GroupFields(props: {
  fields: GroupFacts
  faults: FaultBook
  onChange: (fields: GroupFacts) => void
}): ReactElement {
  const t = useT()
  const { fields, faults, onChange } = props
  return (
    <>
      <div className="columns-2">
        <TextField
          label={t('groups.name')}
          value={fields.name}
          error={faults.at('groups[0].name')}
          onChange={(name) => onChange({ ...fields, name })}
        />
        <SelectField
          label={t('groups.kind')}
          value={fields.kind}
          onChange={(kind) => onChange({ ...fields, kind: kind as Kind })}
          options={GROUP_KINDS.map((one) => ({ value: one, label: t(`groups.kind.${one}`) }))}
        />
      </div>
      <TextArea
        label={t('groups.evidence')}
        rows={2}
        value={fields.evidence}
        error={faults.at('groups[0].evidence')}
        onChange={(evidence) => onChange({ ...fields, evidence })}
      />
    </>
  )
}

/** The persons are linked no longer: counted apart from a day. */
export function EndGroup({ group, close }: { group: Group; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [on, setOn] = useState(clock.today)
  const [reason, setReason] = useState('')
  return (
    <WriteDialog
      title={t('groups.endTitle', { name: group.name })}
      confirm={t('groups.end')}
      danger
      verb="endLinkedGroup"
      input={
        reason.trim() === '' || on === ''
          ? null
          : { unitId: group.unitId, groupId: group.id, on, reason: reason.trim() }
      }
      onDone={() => undefined}
      close={close}
      preview={() => (
        <Notice tone="depends">{t('groups.endBody', { n: group.members.length })}</Notice>
      )}
    >
      {(faults) => (
        <>
          <DayField
            label={t('groups.endOn')}
            value={on}
            min={group.validFrom}
            max={clock.today}
            onChange={setOn}
          />
          <TextArea
            label={t('common.reason')}
            rows={2}
            value={reason}
            error={faults.at('reason')}
            onChange={setReason}
          />
        </>
      )}
    </WriteDialog>
  )
}

/** Somebody says that the persons of a group are not linked. */
export function ObjectToGroup({ group, close }: { group: Group; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [raisedBy, setBy] = useState('')
  const [raisedOn, setOn] = useState(clock.today)
  const [grounds, setGrounds] = useState('')
  const ready = raisedBy.trim() !== '' && grounds.trim() !== '' && raisedOn !== ''
  return (
    <WriteDialog
      title={t('groups.objectTitle', { name: group.name })}
      confirm={t('groups.object')}
      verb="objectToLinkedGroup"
      input={
        ready
          ? {
              unitId: group.unitId,
              groupId: group.id,
              raisedBy: raisedBy.trim(),
              raisedOn,
              grounds: grounds.trim(),
            }
          : null
      }
      onDone={() => undefined}
      close={close}
    >
      {(faults) => (
        <>
          <div className="columns-2">
            <TextField
              label={t('groups.raisedBy')}
              value={raisedBy}
              error={faults.at('raisedBy')}
              onChange={setBy}
            />
            <DayField
              label={t('groups.raisedOn')}
              value={raisedOn}
              max={clock.today}
              onChange={setOn}
            />
          </div>
          <TextArea
            label={t('groups.grounds')}
            value={grounds}
            error={faults.at('grounds')}
            onChange={setGrounds}
          />
        </>
      )}
    </WriteDialog>
  )
}

/** The county answers an objection; one that is upheld ends the group. */
export function AnswerObjection(props: {
  group: Group
  objection: Objection
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { objection } = props
  const [decision, setDecision] = useState<Decision>('upheld')
  const [decidedOn, setOn] = useState(clock.today)
  const [reason, setReason] = useState('')
  return (
    <WriteDialog
      title={t('groups.answerTitle', { by: objection.raisedBy })}
      confirm={t('groups.answer')}
      verb="decideObjection"
      input={
        reason.trim() === '' || decidedOn === ''
          ? null
          : { objectionId: objection.id, decision, decidedOn, reason: reason.trim() }
      }
      onDone={() => undefined}
      close={props.close}
      preview={({ group }) =>
        group.validTo === null ? null : (
          <Notice tone="depends">{t('groups.endBody', { n: group.members.length })}</Notice>
        )
      }
    >
      {(faults) => (
        <>
          <p>
            {t('groups.raised', {
              by: objection.raisedBy,
              day: objection.raisedOn,
              grounds: objection.grounds,
            })}
          </p>
          <Segments
            legend={t('groups.decision')}
            titled
            value={decision}
            onChange={setDecision}
            options={(['upheld', 'rejected'] as const).map((value) => ({
              value,
              label: t(`groups.decision.${value}`),
            }))}
          />
          <DayField
            label={t('groups.decidedOn')}
            value={decidedOn}
            min={objection.raisedOn}
            max={clock.today}
            onChange={setOn}
          />
          <TextArea
            label={t('groups.answerReason')}
            rows={2}
            value={reason}
            error={faults.at('reason')}
            onChange={setReason}
          />
        </>
      )}
    </WriteDialog>
  )
}
