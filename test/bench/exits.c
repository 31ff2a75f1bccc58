// SPDX-License-Identifier: GPL-2.0-only
/*
 * How fast a real /dev/kvm takes a guest's WRMSR: a guest writes VALUE to MC0_CTL in a loop, each write an exit, a look at the value, and an
 * entry. A value that KVM refuses raises #GP, whose handler halts: then each write is a KVM_RUN of its own, and user space puts the guest back.
 * Prints writes per second of processor time, which neighbours on a busy machine change less than the clock's. Usage: exits VALUE [WRITES]
 */
#include <fcntl.h>
#include <linux/kvm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static void die(const char *what)
{
	perror(what);
	exit(1);
}

enum { CODE = 0x1000, HANDLER = 0x1100, STACK = 0x800 };

int main(int argc, char **argv)
{
	unsigned long long value = argc > 1 ? strtoull(argv[1], NULL, 0) : 0;
	unsigned long writes = argc > 2 ? strtoul(argv[2], NULL, 0) : 200000;
	/* Real mode: again: wrmsr; dec ebx; jnz again; hlt */
	static const unsigned char code[] = { 0x0f, 0x30, 0x66, 0x4b, 0x75, 0xfa, 0xf4 };
	int kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
	if (kvm < 0)
		die("/dev/kvm");
	int vm = ioctl(kvm, KVM_CREATE_VM, 0UL);
	if (vm < 0)
		die("KVM_CREATE_VM");
	ioctl(vm, KVM_SET_TSS_ADDR, 0xfffbd000UL);
	unsigned char *memory = mmap(NULL, 0x2000, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED)
		die("mmap");
	memcpy(memory + CODE, code, sizeof(code));
	memory[HANDLER] = 0xf4;
	memory[13 * 4] = HANDLER & 0xff;
	memory[13 * 4 + 1] = HANDLER >> 8;
	struct kvm_userspace_memory_region region = { .memory_size = 0x2000, .userspace_addr = (unsigned long)memory };
	if (ioctl(vm, KVM_SET_USER_MEMORY_REGION, &region) < 0)
		die("KVM_SET_USER_MEMORY_REGION");
	int vcpu = ioctl(vm, KVM_CREATE_VCPU, 0UL);
	if (vcpu < 0)
		die("KVM_CREATE_VCPU");
	int size = ioctl(kvm, KVM_GET_VCPU_MMAP_SIZE, 0UL);
	struct kvm_run *run = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, vcpu, 0);
	if (run == MAP_FAILED)
		die("mmap of kvm_run");
	struct kvm_sregs sregs;
	if (ioctl(vcpu, KVM_GET_SREGS, &sregs) < 0)
		die("KVM_GET_SREGS");
	sregs.cs.base = 0;
	sregs.cs.selector = 0;
	if (ioctl(vcpu, KVM_SET_SREGS, &sregs) < 0)
		die("KVM_SET_SREGS");
	struct kvm_regs start = { .rip = CODE, .rsp = STACK, .rbx = writes, .rcx = 0x400, .rax = value & 0xffffffff, .rdx = value >> 32, .rflags = 2 };
	struct kvm_regs end;
	unsigned long done = 0;
	struct timespec a, b;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
	do {
		if (ioctl(vcpu, KVM_SET_REGS, &start) < 0)
			die("KVM_SET_REGS");
		if (ioctl(vcpu, KVM_RUN, 0UL) < 0)
			die("KVM_RUN");
		if (run->exit_reason != KVM_EXIT_HLT) {
			fprintf(stderr, "KVM_RUN returned with exit reason %u\n", run->exit_reason);
			return 1;
		}
		/* The first time tells which of the two it is. */
		if (done == 0 && ioctl(vcpu, KVM_GET_REGS, &end) < 0)
			die("KVM_GET_REGS");
		done += end.rip == HANDLER + 1 ? 1 : writes;
	} while (done < writes);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
	double seconds = (b.tv_sec - a.tv_sec) + (b.tv_nsec - a.tv_nsec) / 1e9;
	printf("%.0f\n", writes / seconds);
	return 0;
}
