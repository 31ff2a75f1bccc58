// SPDX-License-Identifier: GPL-2.0-only
/*
 * A scenario's machine on /dev/kvm: one vCPU in 64-bit mode at CPL 0, an IDT whose handlers stop the guest, and each step of the format
 * as a function that prints its result. `exitpath verify` builds it into its recorder; `exitpath repro` prints what a scenario uses of it.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/utsname.h>

/* The guest's memory, mapped one to one. */
enum {
	PML4 = 0x1000,
	PDPT = 0x2000,
	PD = 0x3000,
	GDT = 0x4000,
	IDT = 0x5000,
	HANDLERS = 0x6000, /* a HLT for each vector: where the guest stops says which it was */
	CODE = 0x7000,
	STACK = 0x9000, /* grows down */
	MEMORY = 0x9000,
};

enum { HLT = 0xf4, RFLAGS_FIXED = 1 << 1, RFLAGS_TF = 1 << 8, CR4_MCE = 1 << 6 };

static int kvm, vm, vcpu;
static struct kvm_run *run;
static uint8_t *memory;
static uint64_t rflags = RFLAGS_FIXED;
static int reading; /* the instruction that runs is RDMSR */
static int pending; /* an MSR exit waits for its answer */
static int dead;    /* after a shutdown or an internal error the vCPU is not run any more */
static int results; /* printed so far */
static int in_real_mode;

/* What a machine that cannot be set up says; a scenario's own failures are results. */
static void fail(const char *what)
{
	fprintf(stderr, "%s: %s\n", what, strerror(errno));
	exit(1);
}

static int must(int r, const char *what)
{
	if (r < 0)
		fail(what);
	return r;
}

/* The separator before each result but the first. */
static void next_result(void)
{
	if (results++)
		putchar(',');
}

static void print_errno(void)
{
	static const struct { int number; const char *name; } names[] = {
		{ EPERM, "EPERM" }, { EINTR, "EINTR" }, { EIO, "EIO" }, { ENXIO, "ENXIO" }, { E2BIG, "E2BIG" }, { EAGAIN, "EAGAIN" },
		{ ENOMEM, "ENOMEM" }, { EFAULT, "EFAULT" }, { EBUSY, "EBUSY" }, { EINVAL, "EINVAL" }, { ENOTTY, "ENOTTY" },
	};
	int error = errno;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].number == error) {
			printf("{\"outcome\":\"errno\",\"errno\":\"%s\"}", names[i].name);
			return;
		}
	printf("{\"outcome\":\"errno\",\"errno\":\"errno %d\"}", error);
}

/* An ioctl of user space's own: 0, or the errno it failed with. */
static void print_call(int r)
{
	next_result();
	if (r < 0)
		print_errno();
	else
		printf("{\"ret\":%d}", r);
}

static void print_exit(void)
{
	static const struct { uint32_t number; const char *name; } names[] = {
		{ KVM_EXIT_UNKNOWN, "KVM_EXIT_UNKNOWN" }, { KVM_EXIT_EXCEPTION, "KVM_EXIT_EXCEPTION" }, { KVM_EXIT_IO, "KVM_EXIT_IO" },
		{ KVM_EXIT_MMIO, "KVM_EXIT_MMIO" }, { KVM_EXIT_SHUTDOWN, "KVM_EXIT_SHUTDOWN" }, { KVM_EXIT_FAIL_ENTRY, "KVM_EXIT_FAIL_ENTRY" },
		{ KVM_EXIT_INTERNAL_ERROR, "KVM_EXIT_INTERNAL_ERROR" },
	};
	uint32_t reason = run->exit_reason;

	dead = 1;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].number == reason) {
			printf("{\"outcome\":\"exit\",\"reason\":\"%s\"}", names[i].name);
			return;
		}
	printf("{\"outcome\":\"exit\",\"reason\":\"exit %u\"}", reason);
}

static void print_msr_exit(void)
{
	uint64_t reason = run->msr.reason;
	const char *why = reason == KVM_MSR_EXIT_REASON_INVAL ? "inval" : reason == KVM_MSR_EXIT_REASON_UNKNOWN ? "unknown" : "filter";
	int writes = run->exit_reason == KVM_EXIT_X86_WRMSR;

	printf("{\"outcome\":\"exit\",\"reason\":\"%s\",\"msr_reason\":\"%s\",\"msr\":\"0x%x\"",
	       writes ? "KVM_EXIT_X86_WRMSR" : "KVM_EXIT_X86_RDMSR", why, run->msr.index);
	if (writes)
		printf(",\"data\":\"0x%llx\"", (unsigned long long)run->msr.data);
	putchar('}');
}

/* Vectors whose exceptions push an error code. */
static int pushes_error_code(unsigned int vector)
{
	return vector == 8 || (vector >= 10 && vector <= 14) || vector == 17 || vector == 21 || vector == 29 || vector == 30;
}

/* The guest executed a HLT: a handler's, or the one behind the step's instruction. */
static void print_halt(void)
{
	struct kvm_regs regs;
	uint64_t hlt, error_code;

	must(ioctl(vcpu, KVM_GET_REGS, &regs), "KVM_GET_REGS");
	hlt = regs.rip - 1;
	if (hlt >= HANDLERS && hlt < HANDLERS + 256) {
		unsigned int vector = hlt - HANDLERS;

		printf("{\"outcome\":\"exception\",\"vector\":%u", vector);
		if (!in_real_mode && pushes_error_code(vector)) {
			memcpy(&error_code, memory + regs.rsp, sizeof(error_code));
			printf(",\"error_code\":%llu", (unsigned long long)error_code);
		}
		putchar('}');
		return;
	}
	printf("{\"outcome\":\"ok\"");
	if (reading)
		printf(",\"data\":\"0x%llx\"", (unsigned long long)(regs.rdx << 32 | (uint32_t)regs.rax));
	putchar('}');
}

/* KVM_RUN, until the guest's instruction has ended one way or another. */
static void enter_guest(void)
{
	int r = ioctl(vcpu, KVM_RUN, 0);

	pending = r == 0 && (run->exit_reason == KVM_EXIT_X86_WRMSR || run->exit_reason == KVM_EXIT_X86_RDMSR);
	next_result();
	if (r < 0)
		print_errno();
	else if (pending)
		print_msr_exit();
	else if (run->exit_reason == KVM_EXIT_HLT)
		print_halt();
	else
		print_exit();
}

/* Answers a waiting MSR exit before another step begins. What that entry brings is nobody's result. */
static void complete_unreported(void)
{
	if (!pending)
		return;
	pending = 0;
	run->msr.error = 0;
	ioctl(vcpu, KVM_RUN, 0);
	dead = run->exit_reason == KVM_EXIT_SHUTDOWN || run->exit_reason == KVM_EXIT_INTERNAL_ERROR;
}

/* Runs one instruction of the guest. KVM_SET_REGS drops what waits to be delivered, so that is put back. */
static void guest_step(const char *insn, size_t size, struct kvm_regs regs)
{
	struct kvm_vcpu_events events;

	complete_unreported();
	if (dead) {
		next_result();
		printf("{\"outcome\":\"skipped\"}");
		return;
	}
	memcpy(memory + CODE, insn, size);
	memory[CODE + size] = HLT;
	regs.rip = CODE;
	regs.rsp = STACK;
	regs.rflags = rflags;
	must(ioctl(vcpu, KVM_GET_VCPU_EVENTS, &events), "KVM_GET_VCPU_EVENTS");
	must(ioctl(vcpu, KVM_SET_REGS, &regs), "KVM_SET_REGS");
	events.flags = 0;
	must(ioctl(vcpu, KVM_SET_VCPU_EVENTS, &events), "KVM_SET_VCPU_EVENTS");
	enter_guest();
}

static void guest_wrmsr(uint32_t msr, uint64_t data)
{
	reading = 0;
	guest_step("\x0f\x30", 2, (struct kvm_regs){ .rcx = msr, .rax = (uint32_t)data, .rdx = data >> 32 });
}

static void guest_rdmsr(uint32_t msr)
{
	reading = 1;
	guest_step("\x0f\x32", 2, (struct kvm_regs){ .rcx = msr });
}

/* Behind KVM's forced-emulation prefix, UD2 and "kvm": needs kvm.force_emulation_prefix. */
static void emulated_wrmsr(uint32_t msr, uint64_t data)
{
	reading = 0;
	guest_step("\x0f\x0bkvm\x0f\x30", 7, (struct kvm_regs){ .rcx = msr, .rax = (uint32_t)data, .rdx = data >> 32 });
}

static void emulated_rdmsr(uint32_t msr)
{
	reading = 1;
	guest_step("\x0f\x0bkvm\x0f\x32", 7, (struct kvm_regs){ .rcx = msr });
}

/* A NOP: shows what was waiting to be delivered. */
static void guest_run(void)
{
	reading = 0;
	guest_step("\x90", 1, (struct kvm_regs){ 0 });
}

static void guest_set_cr4_mce(int on)
{
	struct kvm_sregs sregs;

	reading = 0;
	must(ioctl(vcpu, KVM_GET_SREGS, &sregs), "KVM_GET_SREGS");
	/* mov cr4, rax */
	guest_step("\x0f\x22\xe0", 3, (struct kvm_regs){ .rax = on ? sregs.cr4 | CR4_MCE : sregs.cr4 & ~(uint64_t)CR4_MCE });
}

static void host_set_msr(uint32_t msr, uint64_t data)
{
	struct { struct kvm_msrs head; struct kvm_msr_entry entry; } msrs = { { .nmsrs = 1 }, { .index = msr, .data = data } };

	print_call(ioctl(vcpu, KVM_SET_MSRS, &msrs));
}

static void host_get_msr(uint32_t msr)
{
	struct { struct kvm_msrs head; struct kvm_msr_entry entry; } msrs = { { .nmsrs = 1 }, { .index = msr } };
	int r = ioctl(vcpu, KVM_GET_MSRS, &msrs);

	if (r != 1) {
		print_call(r);
		return;
	}
	next_result();
	printf("{\"ret\":1,\"data\":\"0x%llx\"}", (unsigned long long)msrs.entry.data);
}

static void host_setup_mce(uint64_t mcg_cap)
{
	print_call(ioctl(vcpu, KVM_X86_SETUP_MCE, &mcg_cap));
}

static void host_set_mce(uint8_t bank, uint64_t status, uint64_t addr, uint64_t misc, uint64_t mcg_status)
{
	struct kvm_x86_mce mce = { .bank = bank, .status = status, .addr = addr, .misc = misc, .mcg_status = mcg_status };

	print_call(ioctl(vcpu, KVM_X86_SET_MCE, &mce));
}

/* Answers the MSR exit that waits, and enters the guest again. */
static void host_complete(uint8_t error, uint64_t data)
{
	if (!pending) {
		errno = 0;
		fprintf(stderr, "no MSR exit waits for an answer\n");
		exit(1);
	}
	run->msr.error = error;
	if (reading)
		run->msr.data = data;
	enter_guest();
}

/* The kernel's modules name CPUs by leaf 0: EBX, EDX and ECX hold twelve letters. */
static void set_vendor(struct kvm_cpuid_entry2 *leaf, const char *letters)
{
	memcpy(&leaf->ebx, letters, 4);
	memcpy(&leaf->edx, letters + 4, 4);
	memcpy(&leaf->ecx, letters + 8, 4);
}

/* The guest's CPUID. */
static struct kvm_cpuid2 *cpuid;

/* What KVM supports here, under the vendor's name unless that is NULL. */
static void read_cpuid(const char *letters)
{
	enum { MOST = 256 };

	cpuid = calloc(1, sizeof(*cpuid) + MOST * sizeof(cpuid->entries[0]));
	if (cpuid == NULL)
		fail("calloc");
	cpuid->nent = MOST;
	must(ioctl(kvm, KVM_GET_SUPPORTED_CPUID, cpuid), "KVM_GET_SUPPORTED_CPUID");
	for (uint32_t i = 0; i < cpuid->nent; i++)
		if (letters != NULL && cpuid->entries[i].function == 0)
			set_vendor(&cpuid->entries[i], letters);
}

static void set_cpuid(void)
{
	must(ioctl(vcpu, KVM_SET_CPUID2, cpuid), "KVM_SET_CPUID2");
}

/* Offers the guest a feature or does not; register 0 to 3 is EAX to EDX. A leaf that is not there offers nothing. */
static void cpuid_feature(uint32_t function, uint32_t index, unsigned int reg, unsigned int bit, int offered)
{
	for (uint32_t i = 0; i < cpuid->nent; i++) {
		struct kvm_cpuid_entry2 *e = &cpuid->entries[i];
		uint32_t *registers[] = { &e->eax, &e->ebx, &e->ecx, &e->edx };

		if (e->function != function || e->index != index)
			continue;
		*registers[reg] = (*registers[reg] & ~(1u << bit)) | (uint32_t)offered << bit;
	}
	set_cpuid();
}

/* The width of the guest's physical addresses. */
static void cpuid_maxphyaddr(uint32_t bits)
{
	for (uint32_t i = 0; i < cpuid->nent; i++)
		if (cpuid->entries[i].function == 0x80000008)
			cpuid->entries[i].eax = (cpuid->entries[i].eax & ~0xffu) | bits;
	set_cpuid();
}

/* A present interrupt gate to the vector's HLT. */
static void set_gate(unsigned int vector)
{
	uint64_t handler = HANDLERS + vector;
	uint64_t gate[2] = { (handler & 0xffff) | 8 << 16 | 0x8eULL << 40 | (handler >> 16 & 0xffff) << 48, handler >> 32 };

	memcpy(memory + IDT + vector * sizeof(gate), gate, sizeof(gate));
}

static void set_all_gates(void)
{
	for (unsigned int vector = 0; vector < 256; vector++)
		set_gate(vector);
}

/* Page tables for the first 2 MiB, one to one; a 64-bit code segment and a data segment; the handlers. */
static void fill_memory(void)
{
	static const uint64_t gdt[] = { 0, 0x00af9b000000ffff, 0x00cf93000000ffff };
	enum { PRESENT_WRITABLE = 3, LARGE = 1 << 7 };
	uint64_t pml4 = PDPT | PRESENT_WRITABLE, pdpt = PD | PRESENT_WRITABLE, pd = LARGE | PRESENT_WRITABLE;

	memcpy(memory + PML4, &pml4, sizeof(pml4));
	memcpy(memory + PDPT, &pdpt, sizeof(pdpt));
	memcpy(memory + PD, &pd, sizeof(pd));
	memcpy(memory + GDT, gdt, sizeof(gdt));
	memset(memory + HANDLERS, HLT, 256);
}

/* 64-bit mode, CPL 0. */
static void set_sregs(void)
{
	struct kvm_segment code = { .limit = ~0u, .selector = 8, .type = 11, .present = 1, .s = 1, .l = 1, .g = 1 };
	struct kvm_segment data = { .limit = ~0u, .selector = 16, .type = 3, .present = 1, .db = 1, .s = 1, .g = 1 };
	struct kvm_sregs sregs;

	must(ioctl(vcpu, KVM_GET_SREGS, &sregs), "KVM_GET_SREGS");
	sregs.cs = code;
	sregs.ds = sregs.es = sregs.fs = sregs.gs = sregs.ss = data;
	sregs.gdt.base = GDT;
	sregs.gdt.limit = 3 * 8 - 1;
	sregs.idt.base = IDT;
	sregs.idt.limit = 256 * 16 - 1;
	sregs.cr0 = 0x80000033; /* PG, NE, ET, MP, PE */
	sregs.cr3 = PML4;
	sregs.cr4 = 0x20;   /* PAE */
	sregs.efer = 0x500; /* LMA, LME */
	must(ioctl(vcpu, KVM_SET_SREGS, &sregs), "KVM_SET_SREGS");
}

/* A VM with its memory, and nothing in the IDT. */
static void create_vm(void)
{
	struct kvm_userspace_memory_region region = { .memory_size = MEMORY };

	kvm = must(open("/dev/kvm", O_RDWR | O_CLOEXEC), "/dev/kvm");
	vm = must(ioctl(kvm, KVM_CREATE_VM, 0), "KVM_CREATE_VM");
	ioctl(vm, KVM_SET_TSS_ADDR, 0xfffbd000);
	memory = mmap(NULL, MEMORY, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED)
		fail("mmap");
	fill_memory();
	region.userspace_addr = (uintptr_t)memory;
	must(ioctl(vm, KVM_SET_USER_MEMORY_REGION, &region), "KVM_SET_USER_MEMORY_REGION");
}

/* Its vCPU. The letters are the vendor as CPUID spells it. */
static void create_vcpu(const char *letters)
{
	int size = must(ioctl(kvm, KVM_GET_VCPU_MMAP_SIZE, 0), "KVM_GET_VCPU_MMAP_SIZE");

	vcpu = must(ioctl(vm, KVM_CREATE_VCPU, 0), "KVM_CREATE_VCPU");
	run = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, vcpu, 0);
	if (run == MAP_FAILED)
		fail("mmap of kvm_run");
	read_cpuid(letters);
	set_cpuid();
	set_sregs();
}

/* KVM_CAP_X86_USER_SPACE_MSR, with a mask of KVM_MSR_EXIT_REASON_*. */
static void enable_user_space_msr(uint64_t mask)
{
	struct kvm_enable_cap cap = { .cap = KVM_CAP_X86_USER_SPACE_MSR, .args = { mask } };

	must(ioctl(vm, KVM_ENABLE_CAP, &cap), "KVM_CAP_X86_USER_SPACE_MSR");
}

/* The filter that set_msr_filter installs. */
static struct kvm_msr_filter filter;

/* Adds a range that allows everything. */
static void filter_range(unsigned int range, uint32_t flags, uint32_t base, uint32_t count)
{
	uint8_t *bitmap = malloc((count + 7) / 8);

	if (bitmap == NULL)
		fail("malloc");
	memset(bitmap, 0xff, (count + 7) / 8);
	filter.ranges[range] = (struct kvm_msr_filter_range){ .flags = flags, .nmsrs = count, .base = base, .bitmap = bitmap };
}

static void filter_deny(unsigned int range, uint32_t msr)
{
	uint32_t bit = msr - filter.ranges[range].base;

	filter.ranges[range].bitmap[bit / 8] &= ~(1 << bit % 8);
}

static void set_msr_filter(uint32_t flags)
{
	filter.flags = flags;
	must(ioctl(vm, KVM_X86_SET_MSR_FILTER, &filter), "KVM_X86_SET_MSR_FILTER");
}

/* KVM_X86_SETUP_MCE before the first step: where KVM refuses, the vCPU keeps what it was created with. */
static void initial_mcg_cap(uint64_t mcg_cap)
{
	ioctl(vcpu, KVM_X86_SETUP_MCE, &mcg_cap);
}

/* Real mode instead: CR0.PE and EFER clear, segments at 0, and a vector table at 0 that leads to the handlers. */
static void real_mode(void)
{
	struct kvm_segment segment = { .limit = 0xffff, .type = 3, .present = 1, .s = 1 };
	struct kvm_sregs sregs;

	in_real_mode = 1;
	for (uint32_t vector = 0; vector < 256; vector++) {
		uint32_t handler = HANDLERS + vector;

		memcpy(memory + vector * sizeof(handler), &handler, sizeof(handler));
	}
	must(ioctl(vcpu, KVM_GET_SREGS, &sregs), "KVM_GET_SREGS");
	sregs.cs = sregs.ds = sregs.es = sregs.fs = sregs.gs = sregs.ss = segment;
	sregs.cs.type = 11;
	sregs.idt.base = 0;
	sregs.idt.limit = 256 * 4 - 1;
	sregs.cr0 = 0x10; /* ET */
	sregs.cr3 = 0;
	sregs.cr4 = 0;
	sregs.efer = 0;
	must(ioctl(vcpu, KVM_SET_SREGS, &sregs), "KVM_SET_SREGS");
}

/* Each instruction begins with RFLAGS.TF set. */
static void single_step(void)
{
	rflags |= RFLAGS_TF;
}

/* Refuses to run where a parameter of the kvm module is not what the scenario asks for. */
static void expect_parameter(const char *name, int on)
{
	char path[64], value = 'N';
	FILE *file;

	snprintf(path, sizeof(path), "/sys/module/kvm/parameters/%s", name);
	file = fopen(path, "r");
	if (file != NULL) {
		value = fgetc(file);
		fclose(file);
	}
	if ((value != 'N' && value != '0') == on)
		return;
	fprintf(stderr, "needs kvm.%s=%s: echo %d > %s, as root\n", name, on ? "Y" : "N", on, path);
	exit(1);
}

/* The beginning of the result line, the scenario's name in JSON. */
static void begin_results(const char *name)
{
	struct utsname machine;

	must(uname(&machine), "uname");
	printf("{\"name\":%s,\"kernel\":\"%s\",\"results\":[", name, machine.release);
}

static void end_results(void)
{
	printf("]}\n");
}
