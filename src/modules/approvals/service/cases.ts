import { createHash } from 'node:crypto'
import { must } from '../../../kernel/assert.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { FILE_BYTES, mediaTypeOf } from '../../../platform/media-type.ts'
import { colleaguesAt } from '../../identity/index.ts'
import type { approvalsContract } from '../contract.ts'
import type { Person, StepNow, Values } from '../model.ts'
import {
  bindsAt,
  hasActed,
  isObjection,
  mayAct,
  objectionsTo,
  returnsFrom,
  seatKeyOf,
  seatsFor,
  stepNowOf,
  type Writing,
} from '../rules/act.ts'
import { faultsOfForm, tidyForm } from '../rules/form.ts'
import { chainOf } from '../store/cases.ts'
import { dropDraft } from '../store/drafts.ts'
import { insertPaper, paperContent, paperRows } from '../store/papers.ts'
import {
  addAct,
  type Loaded,
  loadCase,
  personOf,
  refusalOf,
  refuseStranger,
  signerOf,
  startCase,
  stepHere,
} from './acts.ts'
import { sayNumber } from './present.ts'
import { calendarFor, notAllowed, processToday } from './processes.ts'

type CaseVerbs = Pick<
  Verbs<typeof approvalsContract, Ctx>,
  | 'openCase'
  | 'signStep'
  | 'signSteps'
  | 'returnCase'
  | 'withdrawCase'
  | 'commentCase'
  | 'addApprover'
  | 'replaceApprover'
  | 'listColleagues'
  | 'addCasePaper'
  | 'readCasePaper'
>

/** What the state of a case is after an act. */
const acted = ({ standing, acts }: Loaded) => ({ state: standing.state, acts: acts.length })

/** Signs a step of a locked case for the caller, or refuses with the first reason. */
async function sign(
  ctx: Ctx,
  found: Loaded,
  what: { readonly step: string; readonly writing: Writing; readonly seen?: number | undefined },
): Promise<Loaded> {
  const step = stepHere(found.process, what.step)
  const now = must(stepNowOf(found, step.key), step.key)
  if (what.seen !== undefined) refuseUnseen(found, step.key, what.seen)
  if (now.status === 'done') throw doneBy(found, step.key)
  const [person, calendar] = [await personOf(ctx), await calendarFor(ctx)]
  const moment = { today: ctx.today, calendar, step: step.key }
  const free = mayAct(found, { ...moment, person })
  if (isObjection(free)) {
    const quicker = free.why === 'who' ? takenFrom(found, now, person) : null
    throw quicker ?? refusalOf(free)
  }
  const objection = objectionsTo(found, { ...moment, writing: what.writing })
  if (objection !== null) throw refusalOf(objection)
  if (what.writing.outcome === 'agreed') await refuseUnproved(ctx, found, step.evidence)
  const { writing } = what
  return addAct(ctx, found, {
    by: signerOf(ctx, { role: free.seat.role, instead: free.instead }),
    act: {
      kind: 'sign',
      step: step.key,
      seat: free.seat.key,
      ...writing,
      binding: bindsAt(step, writing.basis),
    },
  })
}

/** Somebody else was quicker: who, and when. */
function quicker(by: { readonly name: string }, on: string): Refusal {
  return new Refusal(
    'conflict',
    text(`这一步已由 ${by.name} 于 ${on} 办理。`, `Already done by ${by.name} on ${on}.`),
    { data: { by: by.name, on } },
  )
}

/** Who did a step that is done: the last to sign it. */
function doneBy(found: Loaded, key: string): Refusal {
  const act = found.acts.findLast((one) => one.kind === 'sign' && one.step === key)
  return act === undefined
    ? notAllowed('这一步已经完成。', 'The step is already done.')
    : quicker(act.by, act.on)
}

/** A seat the person could have signed, had nobody else done so; null where they had none. */
function takenFrom(found: Loaded, now: StepNow, person: Person): Refusal | null {
  const free = { ...now, seats: now.seats.map((seat) => ({ ...seat, signed: null })) }
  const could = new Set(seatsFor(person, free, found.units).map(({ seat }) => seat.key))
  const { signed } = now.seats.find((seat) => seat.signed !== null && could.has(seat.key)) ?? {}
  return signed === undefined || signed === null || signed.by.accountId === person.accountId
    ? null
    : quicker(signed.by, signed.on)
}

/** What was done to the step since the caller looked: they would sign what they have not seen. */
function refuseUnseen(found: Loaded, step: string, seen: number): void {
  const now = stepNowOf(found, step)
  const since = found.acts.filter(
    (act) =>
      act.seq > seen &&
      (act.kind === 'sign' || act.kind === 'return' || act.kind === 'paper') &&
      (act.kind === 'return' || act.step === step),
  )
  const last = since.at(-1)
  // Where the step is done the answer is who did it; a seat of one's own still open must be looked at anew.
  if (last === undefined || now?.status !== 'open') return
  throw new Refusal(
    'stale',
    text(
      `您打开之后 ${last.by.name} 已有新的办理,请看过再签。`,
      `${last.by.name} has acted since you opened this: look at it again before you sign.`,
    ),
    { data: { by: last.by.name, on: last.on } },
  )
}

/** What other parts of the product must prove; a question nobody answers is not proved. */
async function refuseUnproved(ctx: Ctx, found: Loaded, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const evidence = await ctx.evidence(name, {
      unitId: found.row.unit_id,
      subjectId: found.row.subject_id,
    })
    if (evidence?.holds === true) continue
    const said = evidence?.text ?? text(`无法核对:${name}`, `cannot be proved: ${name}`)
    throw notAllowed(`条件未满足:${said.zh}`, `Not met: ${said.en}`)
  }
}

const writingOf = (
  input: Pick<
    Input<(typeof approvalsContract)['signStep']>,
    'outcome' | 'basis' | 'basisText' | 'reason'
  >,
  values: Values,
): Writing => ({
  outcome: input.outcome,
  basis: input.basis,
  basisText: input.basisText,
  reason: input.reason,
  values,
})

export const caseVerbs: CaseVerbs = {
  openCase: async (ctx, { unitId, process: id, title, facts }) => {
    const { process } = await processToday(ctx, id)
    const person = await personOf(ctx)
    const chain = await chainOf(ctx, unitId)
    if (chain[0]?.kind !== process.unit) {
      throw badInput([
        {
          path: '$.unitId',
          text: text('该流程不适用于这一级单位', 'the process is not for a unit of this kind'),
        },
      ])
    }
    const held = person.grants.find(
      ({ role, unitId: at }) =>
        process.openers.includes(role) && chain.some((unit) => unit.id === at),
    )
    if (held === undefined) {
      throw new Refusal(
        'forbidden',
        text('您的岗位不能发起该流程。', 'Your role does not open this process.'),
      )
    }
    const values = tidyForm(process.facts, facts as Values)
    const faults = faultsOfForm(process.facts, values, '$.facts')
    if (faults.length > 0) throw badInput(faults)
    const opened = await startCase(ctx, {
      process: id,
      unitId,
      title,
      subject: null,
      facts: values,
      role: held.role,
    })
    return { caseId: opened.row.id, number: sayNumber(opened.row) }
  },

  signStep: async (ctx, { caseId, step, values, seen, ...input }) => {
    const found = await loadCase(ctx, caseId, true)
    const { form } = stepHere(found.process, step)
    const writing = writingOf(input, tidyForm(form, values as Values))
    const signed = await sign(ctx, found, { step, writing, seen })
    await dropDraft(ctx, caseId, step)
    return { ...acted(signed), stepDone: stepNowOf(signed, step)?.status === 'done' }
  },

  signSteps: async (ctx, { unitId, items, ...input }) => {
    // One order of locks for everybody: two who sign overlapping lists do not wait for each other in a ring.
    const ordered = items.toSorted((a, b) => (a.caseId < b.caseId ? -1 : 1))
    for (const { caseId, step: key, seen } of ordered) {
      const found = await loadCase(ctx, caseId, true)
      if (!found.units.includes(unitId)) throw notFound()
      const step = stepHere(found.process, key)
      if (step.form.length > 0 || step.papers.some(({ required }) => required)) {
        throw notAllowed(
          `${found.row.title}:${step.title.zh}需要填写内容或材料,不能批量办理。`,
          `${found.row.title}: ${step.title.en} asks for a form or papers and cannot be signed in bulk.`,
        )
      }
      await sign(ctx, found, { step: key, writing: writingOf(input, {}), seen })
    }
    return { signed: ordered.length }
  },

  returnCase: async (ctx, { caseId, step, to, reason }) => {
    const found = await loadCase(ctx, caseId, true)
    const { role, instead } = await refuseStranger(ctx, found, step)
    if (!returnsFrom(found, step).includes(to)) {
      throw notAllowed('只能退回已经完成的前面环节。', 'Only to an earlier step that is done.')
    }
    const by = signerOf(ctx, { role, instead })
    return acted(await addAct(ctx, found, { by, act: { kind: 'return', step, to, reason } }))
  },

  withdrawCase: async (ctx, { caseId, reason }) => {
    const found = await loadCase(ctx, caseId, true)
    if (found.standing.state !== 'running')
      throw notAllowed('本件已经办结。', 'The case has ended.')
    const person = await personOf(ctx)
    if (found.acts[0]?.by.accountId !== person.accountId) {
      throw new Refusal(
        'forbidden',
        text('只有发起人可以撤回。', 'Only who opened it may withdraw it.'),
      )
    }
    const by = signerOf(ctx, { role: found.acts[0].by.role, instead: null })
    return acted(await addAct(ctx, found, { by, act: { kind: 'withdraw', reason } }))
  },

  commentCase: async (ctx, { caseId, step, text: words }) => {
    const found = await loadCase(ctx, caseId, true)
    if (step !== null) stepHere(found.process, step)
    const by = signerOf(ctx, { role: null, instead: null })
    return acted(await addAct(ctx, found, { by, act: { kind: 'comment', step, text: words } }))
  },

  addApprover: async (ctx, { caseId, step, accountId, reason }) => {
    const found = await loadCase(ctx, caseId, true)
    const { role, instead } = await refuseStranger(ctx, found, step)
    const name = await nameOfColleague(ctx, found, { accountId, step })
    const key = seatKeyOf(accountId)
    if (stepNowOf(found, step)?.seats.some((seat) => seat.key === key)) {
      throw notAllowed(`${name} 已在签署人之中。`, `${name} is among the signers already.`)
    }
    const by = signerOf(ctx, { role, instead })
    return acted(
      await addAct(ctx, found, {
        by,
        act: { kind: 'add-seat', step, seat: { key, accountId, name }, reason },
      }),
    )
  },

  replaceApprover: async (ctx, { caseId, step, seat: key, accountId, reason }) => {
    const found = await loadCase(ctx, caseId, true)
    const now = stepNowOf(found, step)
    const seat = now?.seats.find((one) => one.key === key)
    if (now === undefined || seat === undefined) throw notFound()
    if (seat.signed !== null) throw notAllowed('该席位已经签署。', 'The seat has been signed.')
    const { role, instead } = await refuseStranger(ctx, found, step)
    const name = await nameOfColleague(ctx, found, { accountId, step })
    const by = signerOf(ctx, { role, instead })
    return acted(
      await addAct(ctx, found, {
        by,
        act: { kind: 'replace-seat', step, seat: { key, accountId, name }, reason },
      }),
    )
  },

  listColleagues: async (ctx, { caseId, search }) => {
    const found = await loadCase(ctx, caseId, false)
    const all = await colleaguesAt(ctx, found.units)
    const named = Map.groupBy(
      all.filter(({ name }) => search === '' || name.includes(search)),
      ({ accountId }) => accountId,
    )
    return {
      rows: [...named].slice(0, 50).map(([accountId, roles]) => ({
        accountId,
        name: roles[0]?.name ?? '',
        roles: roles.map(({ role }) => role),
      })),
    }
  },

  addCasePaper: async (ctx, { caseId, step, kind, name, content }) => {
    const found = await loadCase(ctx, caseId, true)
    const { role, instead } = await refuseStranger(ctx, found, step)
    const spec = stepHere(found.process, step)
    if (!spec.papers.some((paper) => paper.kind === kind)) throw notFound()
    const bytes = Buffer.from(content, 'base64')
    if (bytes.length > FILE_BYTES) {
      throw new Refusal('too_large', text('单个文件不超过 10 MB。', 'A file has at most 10 MB.'))
    }
    const mediaType = mediaTypeOf(bytes)
    if (mediaType === null) {
      throw badInput([
        {
          path: '$.content',
          text: text('应为照片、PDF 或 OFD 文件', 'must be a photograph, a PDF or an OFD'),
        },
      ])
    }
    const id = ctx.newId()
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const round = must(stepNowOf(found, step), step).round
    await insertPaper(
      ctx,
      {
        id,
        case_id: caseId,
        step,
        kind,
        round,
        name,
        media_type: mediaType,
        bytes: bytes.length,
        sha256,
      },
      bytes,
    )
    const by = signerOf(ctx, { role, instead })
    const after = await addAct(ctx, found, {
      by,
      act: { kind: 'paper', step, paper: kind, paperId: id, name, sha256 },
    })
    return { ...acted(after), paperId: id }
  },

  readCasePaper: async (ctx, { caseId, paperId }) => {
    const paper = (await paperRows(ctx, caseId)).find(({ id }) => id === paperId)
    const content = paper === undefined ? null : await paperContent(ctx, paperId)
    if (paper === undefined || content === null) throw notFound()
    return { name: paper.name, mediaType: paper.media_type, content: content.toString('base64') }
  },
}

/** The name of an account that holds a role at the case's unit or above it and has no hand in what it would sign. */
async function nameOfColleague(
  ctx: Ctx,
  found: Loaded,
  { accountId, step }: { readonly accountId: AnyId; readonly step: string },
): Promise<string> {
  const all = await colleaguesAt(ctx, found.units)
  const colleague = all.find((one) => one.accountId === accountId)
  const refuse = (zh: string, en: string) => badInput([{ path: '$.accountId', text: text(zh, en) }])
  if (colleague === undefined) {
    throw refuse('该账号不在本件的办理范围内', 'the account has no role above this case')
  }
  if (hasActed(found, stepHere(found.process, step), colleague)) {
    throw refuse(
      '该人已在相关环节中签署或发起,不能再签这一步',
      'has signed or opened what this step checks',
    )
  }
  return colleague.name
}
