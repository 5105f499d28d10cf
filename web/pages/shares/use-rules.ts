import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { learnRules } from '../../ui/readings.ts'

/** Reads the rules once, so that findings show names instead of ids; true when they are known. */
export function useRuleNames(): boolean {
  const may = useMay()
  const rules = useRead('listRules', {}, { enabled: may('listRules'), fresh: 10 * 60_000 })
  if (rules.data !== undefined) learnRules(rules.data.rules)
  return rules.data !== undefined
}
