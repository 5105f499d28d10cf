import { text } from '../../../kernel/text.ts'
import { defineVerbs, NO_SCOPE } from '../../../kernel/verb.ts'
import { comparePlansInput, comparePlansOutput } from '../rules/compare.ts'
import { distributeInput, distributeOutput, notAllPass } from '../rules/distribute.ts'
import { exitFails, settleExitInput, settleExitOutput } from '../rules/exit.ts'
import { planFails, runPlanInput, runPlanOutput } from '../rules/plan-document.ts'
import { quantifyInput, quantifyOutput } from '../rules/quantify.ts'

const BODY = 16 * 1024 * 1024

/** The pure commands: a document in, a document out, no database. */
export const planVerbs = defineVerbs({
  distribute: {
    title: text('计算盈余分配', 'Distribute a surplus'),
    kind: 'compute',
    path: '/distribute',
    access: 'public',
    scope: NO_SCOPE,
    input: distributeInput,
    output: distributeOutput,
    fails: notAllPass,
    bodyLimit: BODY,
  },
  runPlan: {
    title: text('按方案计算盈余分配', 'Compute a distribution plan'),
    kind: 'compute',
    path: '/run-plan',
    access: 'public',
    scope: NO_SCOPE,
    input: runPlanInput,
    output: runPlanOutput,
    fails: planFails,
    bodyLimit: BODY,
  },
  comparePlans: {
    title: text('比较两个分配方案', 'Compare two distribution plans'),
    kind: 'compute',
    path: '/compare-plans',
    access: 'public',
    scope: NO_SCOPE,
    input: comparePlansInput,
    output: comparePlansOutput,
    bodyLimit: BODY,
  },
  settleExit: {
    title: text('计算退社结算', 'Settle an exit'),
    kind: 'compute',
    path: '/settle-exit',
    access: 'public',
    scope: NO_SCOPE,
    input: settleExitInput,
    output: settleExitOutput,
    fails: exitFails,
    bodyLimit: BODY,
  },
  quantify: {
    title: text('量化到成员账户', 'Quantify to member accounts'),
    kind: 'compute',
    path: '/quantify',
    access: 'public',
    scope: NO_SCOPE,
    input: quantifyInput,
    output: quantifyOutput,
    bodyLimit: BODY,
  },
})
