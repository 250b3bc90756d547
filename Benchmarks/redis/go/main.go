// GETs of CONCURRENCY goroutines, each waiting for its reply before its next one.
//
// No module can be fetched where this was written, so these are bare clients in the shape of the known ones: go-redis
// (a pool) and rueidis (one connection for all). They have no deadlines, retries, contexts or hooks; the known ones
// cost more.
//
//	get pool|multiplexed PORT OPERATIONS CONCURRENCY
package main

import (
	"fmt"
	"log"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

const valueBytes = 400

// client gets values; it fails when the connection does, or when a reply is no value.
type client interface {
	get(key string) ([]byte, error)
}

var keys [1000]string

func getAll(from client, operations, concurrency int64) {
	var begun int64
	var callers sync.WaitGroup
	for i := int64(0); i < concurrency; i++ {
		callers.Add(1)
		go func() {
			defer callers.Done()
			for {
				operation := atomic.AddInt64(&begun, 1)
				if operation > operations {
					return
				}
				value, err := from.get(keys[operation%int64(len(keys))])
				if err != nil {
					log.Fatal(err)
				}
				if len(value) != valueBytes {
					log.Fatalf("a value of %d bytes", len(value))
				}
			}
		}()
	}
	callers.Wait()
}

// cpuMicroseconds is user and system time of all threads, the garbage collector's included.
func cpuMicroseconds() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		log.Fatal(err)
	}
	return (usage.Utime.Nano() + usage.Stime.Nano()) / 1000
}

func number(text string) int64 {
	value, err := strconv.ParseInt(text, 10, 64)
	if err != nil || value < 1 {
		log.Fatalf("%s is no positive number", text)
	}
	return value
}

func main() {
	if len(os.Args) != 5 {
		log.Fatal("usage: get pool|multiplexed PORT OPERATIONS CONCURRENCY")
	}
	address := "127.0.0.1:" + os.Args[2]
	operations, concurrency := number(os.Args[3]), number(os.Args[4])
	for i := range keys {
		keys[i] = "consumer:" + strconv.Itoa(i)
	}
	var from client
	switch os.Args[1] {
	case "pool":
		from = newPool(address, concurrency)
	case "multiplexed":
		from = newMultiplexed(address)
	default:
		log.Fatalf("no variant %s", os.Args[1])
	}

	getAll(from, operations/10, concurrency)
	start, cpu := time.Now(), cpuMicroseconds()
	getAll(from, operations, concurrency)
	fmt.Printf("{\"operations\":%d,\"cpu_us\":%d,\"wall_s\":%.6f}\n",
		operations, cpuMicroseconds()-cpu, time.Since(start).Seconds())
}
