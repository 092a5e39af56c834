import type { Tslab } from './tslab.ts'

/**
 * Has everything that is published reach Jupyter. The socket takes about 500 messages in one turn and throws at the next, which tslab does
 * not expect: a cell that printed more failed, and one whose last message, "idle", was refused never ended. What it does not take waits.
 */
export function repairSending({ jupyter }: Tslab): void {
  const { prototype } = jupyter.ZmqServer
  const { bindSocket } = prototype
  prototype.bindSocket = function (socket, port) {
    if (socket !== this.iopub) return bindSocket.call(this, socket, port)
    // Past its mark it throws away what a busy reader has not fetched.
    socket.sendHighWaterMark = 0
    let last: Promise<void> = Promise.resolve()
    let waiting = 0
    const send = (message: unknown) => {
      if (waiting === 0) {
        try {
          return (last = socket.send(message))
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error
        }
      }
      waiting++
      last = last.then(() => socket.send(message)).finally(() => waiting--)
      // A socket that is closed meanwhile has nobody left to read.
      last.catch(() => {})
      return last
    }
    // The library's own object cannot be changed.
    this.iopub = { send, close: () => socket.close() }
    return bindSocket.call(this, socket, port)
  }
}
