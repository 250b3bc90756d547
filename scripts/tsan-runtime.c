// Tells the thread sanitizer what it cannot see of Swift's runtime on Linux. Preloaded by scripts/sanitize.sh, part of no product.
//
// The runtime's libraries are not instrumented. What one thread hands to another by their atomic operations and futexes was handed by
// nobody, to the sanitizer, unless they say so. Two ways are not told of, and are wrapped here with the acquire or release that they are:
//
// - An uncontended Mutex is locked and unlocked by atomic operations in our own, instrumented code. A contended one is handed over by
//   futex(2) in libswiftSynchronization.
// - A continuation that is resumed before its task begins to wait for it lets the task go on at once. The runtime says "release" about the
//   task when it resumes, and "acquire" when a suspended task runs again, but not on this short way.
//
// Nothing is suppressed: an access that is really unordered still races.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self

// Those of the sanitizer's runtime; null in a program without it.
extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));

// Synchronization._MutexHandle's _lockSlow(_: UInt32), _tryLockSlow() -> Bool and _unlockSlow(); self points to the futex's word.
#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK_SLOW "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void lock_slow(uint32_t thread, SELF) __asm__(LOCK_SLOW);
SWIFT bool try_lock_slow(SELF) __asm__(TRY_LOCK_SLOW);
SWIFT void unlock_slow(SELF) __asm__(UNLOCK_SLOW);

SWIFT void lock_slow(uint32_t thread, SELF) {
  ((SWIFT void (*)(uint32_t, SELF))dlsym(RTLD_NEXT, LOCK_SLOW))(thread, self);
  if (__tsan_acquire) __tsan_acquire(self);
}

SWIFT bool try_lock_slow(SELF) {
  bool is_locked = ((SWIFT bool (*)(SELF))dlsym(RTLD_NEXT, TRY_LOCK_SLOW))(self);
  if (is_locked && __tsan_acquire) __tsan_acquire(self);
  return is_locked;
}

SWIFT void unlock_slow(SELF) {
  if (__tsan_release) __tsan_release(self);
  ((SWIFT void (*)(SELF))dlsym(RTLD_NEXT, UNLOCK_SLOW))(self);
}

#define ASYNC __attribute__((swiftasynccall))
#define CONTEXT __attribute__((swift_async_context)) void *context

// ContinuationAsyncContext of the runtime, as far as it matters here. A function that is to run on another executor is left alone.
struct continuation {
  void *parent;
  ASYNC void (*resume_parent)(CONTEXT);
  uintptr_t flags;
};
#define FORCES_EXECUTOR_SWITCH 2

extern SWIFT void *swift_task_getCurrent(void) __attribute__((weak));

// What the short way leads to: it is taken, if at all, within the call of swift_continuation_await on the same thread.
static __thread ASYNC void (*resume_parent)(CONTEXT);

static ASYNC void acquire_and_resume(CONTEXT) {
  __tsan_acquire(swift_task_getCurrent());
  __attribute__((musttail)) return resume_parent(context);
}

ASYNC void swift_continuation_await(struct continuation *continuation) {
  if (__tsan_acquire && swift_task_getCurrent && !(continuation->flags & FORCES_EXECUTOR_SWITCH)) {
    // The long way goes on by what the task was told when the continuation was made, and not by this.
    resume_parent = continuation->resume_parent;
    continuation->resume_parent = acquire_and_resume;
  }
  ASYNC void (*await)(struct continuation *) =
      (ASYNC void (*)(struct continuation *))dlsym(RTLD_NEXT, "swift_continuation_await");
  __attribute__((musttail)) return await(continuation);
}
