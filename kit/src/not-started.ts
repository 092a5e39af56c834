/** Thrown by the hole in an exercise: nobody has written this part yet, so it is neither right nor wrong. */
export class NotStarted extends Error {
  override name = 'NotStarted'
  constructor() {
    super('This exercise is waiting for you: replace the line `throw new NotStarted()` with your code.')
  }
}
