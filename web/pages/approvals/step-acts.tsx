import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/approvals.ts'
import { comma } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { SelectField } from '../../ui/field.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/state.tsx'
import { type Case, roleName, type Step, type StepNow, titleOf } from './words.ts'

type Act = 'return' | 'add' | 'replace'

interface ActProps {
  readonly data: Case
  readonly step: Step
  readonly now: StepNow
}

/** What those who stand at an open step may do beside signing it. */
export function StepActs(props: ActProps): ReactElement | null {
  const t = useT()
  const may = useMay()
  const [act, setAct] = useState<Act | null>(null)
  const { now } = props
  const seated = now.mine.prepares || now.returns.length > 0
  if (!seated || !may('returnCase')) return null
  const close = (): void => setAct(null)
  return (
    <div className="row no-print step-acts">
      {now.returns.length === 0 ? null : (
        <button type="button" className="button" onClick={() => setAct('return')}>
          {t('case.return')}
        </button>
      )}
      <button type="button" className="button" onClick={() => setAct('add')}>
        {t('case.add')}
      </button>
      {now.seats.some(({ signed }) => signed === null) ? (
        <button type="button" className="button" onClick={() => setAct('replace')}>
          {t('case.replace')}
        </button>
      ) : null}
      {act === 'return' ? <Return {...props} close={close} /> : null}
      {act === 'add' || act === 'replace' ? <Appoint {...props} act={act} close={close} /> : null}
    </div>
  )
}

function Return({ data, step, now, close }: ActProps & { close: () => void }): ReactElement {
  const t = useT()
  const [to, setTo] = useState(now.returns.at(-1) ?? '')
  return (
    <ReasonDialog
      title={t('case.returnTitle')}
      confirm={t('case.return')}
      verb="returnCase"
      input={(reason) => ({ caseId: data.caseId, step: step.key, to, reason })}
      close={close}
    >
      <p>{t('case.returnBody')}</p>
      <SelectField
        label={t('case.returnTo')}
        value={to}
        onChange={setTo}
        options={now.returns.map((key) => ({ value: key, label: titleOf(data.process, key) }))}
      />
    </ReasonDialog>
  )
}

/** One more signer, or another one for a seat: somebody who holds a role at the case or above it. */
function Appoint(props: ActProps & { act: 'add' | 'replace'; close: () => void }): ReactElement {
  const t = useT()
  const { data, step, now, act } = props
  const colleagues = useRead('listColleagues', { caseId: data.caseId })
  const [accountId, setAccount] = useState('')
  const open = now.seats.filter(({ signed }) => signed === null)
  const [seat, setSeat] = useState(open[0]?.key ?? '')
  const base = { caseId: data.caseId, step: step.key, accountId }
  const shared = {
    title: t(act === 'add' ? 'case.add' : 'case.replace'),
    confirm: t(act === 'add' ? 'case.add' : 'case.replace'),
    close: props.close,
  }
  const fields = (
    <>
      <p>{t(act === 'add' ? 'case.addBody' : 'case.replaceBody')}</p>
      {act === 'replace' && open.length > 1 ? (
        <SelectField
          label={t('step.signers')}
          value={seat}
          onChange={setSeat}
          options={open.map((one) => ({
            value: one.key,
            label: one.appointed ?? roleName(one.role),
          }))}
        />
      ) : null}
      <Loaded read={colleagues} lines={2}>
        {({ rows }) => (
          <SelectField
            label={t('case.colleague')}
            value={accountId}
            onChange={setAccount}
            placeholder="—"
            options={rows.map((one) => ({
              value: one.accountId,
              label: `${one.name} ${one.roles.map(roleName).join(comma())}`,
            }))}
          />
        )}
      </Loaded>
    </>
  )
  return act === 'add' ? (
    <ReasonDialog {...shared} verb="addApprover" input={(reason) => ({ ...base, reason })}>
      {fields}
    </ReasonDialog>
  ) : (
    <ReasonDialog
      {...shared}
      verb="replaceApprover"
      input={(reason) => ({ ...base, seat, reason })}
    >
      {fields}
    </ReasonDialog>
  )
}
