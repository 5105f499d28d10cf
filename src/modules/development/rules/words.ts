/* The closed lists, for the contract. */
export { CLASSES, COHORTS, FACTS, FORMS, LINE_ROLES, OPERATORS, PURPOSES } from '../model.ts'
