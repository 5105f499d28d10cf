import { useEffect, useRef, useState } from 'react'
import { call, isRefusal } from '../../api.ts'
import type { Finding } from '../../../src/kernel/finding.ts'
import { say } from '../../locale/translate.ts'
import { useAct } from '../../query.ts'
import { useTrial } from '../registry/use-trial.ts'
import { useRested } from '../shares/draft.ts'
import { isWhole, sentOf, type Typed, typedOf } from './values.ts'
import type { Basis, Case, Step, StepNow } from './words.ts'

interface Opinion {
  readonly outcome: 'agreed' | 'opposed'
  readonly basis: Basis
  readonly basisText: string
  readonly reason: string
}

const AGREED: Opinion = { outcome: 'agreed', basis: 'charter', basisText: '', reason: '' }
const DRAFT_RESTS_MS = 1_200

/** What is being written at a step: kept as a draft, judged by a dry run while it is typed, then signed. */
export function useSigning(data: Case, step: Step, now: StepNow) {
  const act = useAct('signStep')
  const first = now.seats.every(({ signed }) => signed === null)
  const form = first ? step.form : []
  const [typed, setTyped] = useState<Typed>(() => typedOf(step.form, now.draft?.values ?? {}))
  const [opinion, setOpinion] = useState<Opinion>(AGREED)
  const [tried, setTried] = useState(false)
  const values = sentOf(form, typed)
  const asksOpinion = step.kind !== 'record'
  const input = {
    caseId: data.caseId,
    step: step.key,
    seen: data.acts,
    values: values as never,
    ...(asksOpinion ? opinion : {}),
  }
  const ready = isWhole(form, typed)
  const early = now.mine.seat === null
  const trial = useTrial('signStep', (ready || tried) && !early && !act.isSuccess ? input : null)
  const draft = useDraft(data, step, { typed, values, on: form.length > 0 && !act.isSuccess })
  const same = JSON.stringify(act.variables?.input) === JSON.stringify(input)
  const error = same && act.error !== null ? act.error : trial.error
  const sign = (): void => {
    setTried(true)
    if (!act.isPending && !early) act.mutate({ input })
  }
  return {
    form,
    first,
    typed,
    setTyped,
    opinion,
    setOpinion,
    asksOpinion,
    act,
    trial,
    error,
    ready,
    draft,
    sign,
    fault: (path: string) => faultAt(error, path),
    findings: findingsOf(error),
  }
}

export type Signing = ReturnType<typeof useSigning>

/** Keeps what is typed with the case, once the typing rests: another day and another telephone find it. */
function useDraft(
  data: Case,
  step: Step,
  what: { readonly typed: Typed; readonly values: object; readonly on: boolean },
) {
  const text = JSON.stringify(what.values)
  const [kept, setKept] = useState(text)
  const [saved, setSaved] = useState(false)
  const latest = useRef(text)
  latest.current = text
  const rested = useRested(text, DRAFT_RESTS_MS)
  const keep = async (): Promise<void> => {
    const now = latest.current
    if (!what.on || now === kept) return
    await call('saveStepDraft', {
      caseId: data.caseId,
      step: step.key,
      values: JSON.parse(now) as never,
    })
    setKept(now)
    setSaved(true)
  }
  useEffect(() => {
    // A draft that cannot be kept is no reason to stop anybody: signing tells what is wrong.
    if (rested === latest.current) void keep().catch(() => undefined)
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [rested])
  return { keep: () => keep().catch(() => undefined), isKept: saved && text === kept }
}

function faultAt(error: unknown, path: string): string | null {
  const faults = isRefusal(error) ? error.faults : []
  const fault = faults.find((one) => one.path === path)
  return fault === undefined ? null : say(fault.text)
}

/** The findings a refusal carries: the demands that are not met. */
function findingsOf(error: unknown): readonly Finding[] {
  const data = isRefusal(error, 'rule_blocked') ? (error.data as { findings?: Finding[] }) : null
  return data?.findings ?? []
}
