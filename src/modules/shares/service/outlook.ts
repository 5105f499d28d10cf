import type { AnyId } from '../../../kernel/id.ts'
import { displayYuan, fen } from '../../../kernel/money.ts'
import { text } from '../../../kernel/text.ts'
import type { Register } from '../model.ts'
import { concentration } from '../rules/concentration.ts'
import { layOut, type RegisterFacts } from '../rules/facts.ts'
import { lookAhead } from '../rules/look-ahead.ts'
import { SHARE_RULES } from '../rules/policy.ts'
import { charteredPolicy, factsOf, type Ground } from './ground.ts'

/** How much of the registered contributions lies in few hands, one by one, by household and by group. */
export function concentrationIn(facts: RegisterFacts) {
  const sheet = layOut(facts)
  return {
    ...concentration(sheet, 'registered', 'person'),
    largestHousehold: concentration(sheet, 'registered', 'household').largest,
    largestGroup: concentration(sheet, 'registered', 'group').largest,
  }
}

/** What a holder may still contribute, as a form says it while an amount is typed. */
export function roomOf(ground: Ground, register: Register, holderId: AnyId) {
  const { room, limitedBy } = lookAhead(
    layOut(factsOf(ground, register)),
    charteredPolicy(ground, register.coopId).policy,
    holderId,
  )
  const name = register.rows.find(({ holder }) => holder.id === holderId)?.holder.name ?? ''
  if (room === null || limitedBy === null) {
    const said = text(`${name}再出资没有上限。`, `No limit to what ${name} may contribute.`)
    return { holderId, room: null, limitedBy: null, text: said }
  }
  const { title } = SHARE_RULES[limitedBy]
  const yuan = displayYuan(room)
  return {
    holderId,
    room: fen(room),
    limitedBy,
    text:
      room === 0n
        ? text(`${name}不能再出资(${title.zh})。`, `${name} may contribute no more (${title.en}).`)
        : text(
            `${name}最多还可出资 ${yuan} 元,再多即不符合“${title.zh}”。`,
            `${name} may contribute at most ${yuan} yuan more (${title.en}).`,
          ),
  }
}
