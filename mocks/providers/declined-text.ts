/** What a model says that declines to answer, whoever serves it. */
export const refusal = "I'm sorry, but I can't assist with that request."
