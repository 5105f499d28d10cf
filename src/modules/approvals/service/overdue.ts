import type { Ctx } from '../../../platform/ctx.ts'
import { stepNowOf } from '../rules/act.ts'
import { stepOf } from '../rules/standing.ts'
import { overdueTasks } from '../store/lists.ts'
import { addAct, loadCase, signerOf, unitOfRole } from './acts.ts'

/**
 * What fell due and was not done enters the case's story and is told to who stands above, once for each round.
 * Nothing is ever approved by the passing of time.
 */
export async function tellOverdue(ctx: Ctx): Promise<void> {
  for (const task of await overdueTasks(ctx)) {
    const found = await loadCase(ctx, task.case_id, true)
    const now = stepNowOf(found, task.step)
    // Somebody may have signed between the list and the lock.
    if (now?.status !== 'open' || now.round !== task.round) continue
    const by = signerOf(ctx, { role: null, instead: null })
    const { step, round, due_on: due, escalate } = task
    await addAct(ctx, found, { by, act: { kind: 'overdue', step, round, due } })
    ctx.emit('case.overdue', {
      caseId: task.case_id,
      process: found.row.process,
      title: found.row.title,
      step,
      stepTitle: stepOf(found.process, step)?.title,
      round,
      dueOn: due,
      role: escalate,
      unitId: escalate === null ? null : unitOfRole(found.chain, escalate),
    })
  }
}
